package io.gantry.api.flowcontrol.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code PriorityLevelConfiguration} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "flowcontrol.apiserver.k8s.io",
        version = "v1",
        plural = "prioritylevelconfigurations",
        singular = "prioritylevelconfiguration",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration|get,patch,update")
public record PriorityLevelConfiguration(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PriorityLevelConfigurationSpec spec,
        @Field(value = 3, always = true) PriorityLevelConfigurationStatus status)
        implements KubeObject {
    @Override
    public Kind<PriorityLevelConfiguration> kind() {
        return PriorityLevelConfigurationType.KIND;
    }

    @Override
    public PriorityLevelConfiguration withMetadata(ObjectMeta metadata) {
        return new PriorityLevelConfiguration(metadata, spec, status);
    }
}
