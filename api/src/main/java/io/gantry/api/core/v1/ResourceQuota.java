package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ResourceQuota} of {@code v1}. */
@ApiType
@ApiKind(
        version = "v1",
        plural = "resourcequotas",
        singular = "resourcequota",
        namespaced = true,
        shortNames = "quota",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|/v1/ResourceQuota|get,patch,update")
public record ResourceQuota(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ResourceQuotaSpec spec,
        @Field(value = 3, always = true) ResourceQuotaStatus status)
        implements KubeObject {
    @Override
    public Kind<ResourceQuota> kind() {
        return ResourceQuotaType.KIND;
    }

    @Override
    public ResourceQuota withMetadata(ObjectMeta metadata) {
        return new ResourceQuota(metadata, spec, status);
    }
}
