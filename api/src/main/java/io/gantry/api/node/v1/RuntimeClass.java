package io.gantry.api.node.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code RuntimeClass} of {@code node.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "node.k8s.io",
        version = "v1",
        plural = "runtimeclasses",
        singular = "runtimeclass",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record RuntimeClass(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true) String handler,
        @Field(3) @Nullable Overhead overhead,
        @Field(4) @Nullable Scheduling scheduling)
        implements KubeObject {
    @Override
    public Kind<RuntimeClass> kind() {
        return RuntimeClassType.KIND;
    }

    @Override
    public RuntimeClass withMetadata(ObjectMeta metadata) {
        return new RuntimeClass(metadata, handler, overhead, scheduling);
    }
}
