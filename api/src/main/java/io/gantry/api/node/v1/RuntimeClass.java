package io.gantry.api.node.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A way of running pods, such as in a sandbox or a virtual machine, which pods choose by name.
 *
 * @param metadata Name, labels and annotations; pods refer to the name.
 * @param handler Name of the handler in the configuration of the nodes' container runtime, a DNS label. Immutable.
 * @param overhead Resources that a pod of this class costs besides its containers; added to the pod's needs.
 * @param scheduling Which nodes can run pods of this class. Absent means all nodes.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Handler", path = "handler")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
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
