package io.gantry.api.apps.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ReplicaSet} of {@code apps/v1}. */
@ApiType
@ApiKind(
        group = "apps",
        version = "v1",
        plural = "replicasets",
        singular = "replicaset",
        namespaced = true,
        shortNames = "rs",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {"scale|autoscaling/v1/Scale|get,patch,update", "status|apps/v1/ReplicaSet|get,patch,update"})
public record ReplicaSet(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ReplicaSetSpec spec,
        @Field(value = 3, always = true) ReplicaSetStatus status)
        implements KubeObject {
    @Override
    public Kind<ReplicaSet> kind() {
        return ReplicaSetType.KIND;
    }

    @Override
    public ReplicaSet withMetadata(ObjectMeta metadata) {
        return new ReplicaSet(metadata, spec, status);
    }
}
