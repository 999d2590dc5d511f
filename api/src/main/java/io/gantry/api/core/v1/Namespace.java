package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A scope for names: objects in different namespaces may share a name, and policy and quota apply by namespace.
 *
 * @param metadata Name, labels and annotations; a namespace is in no namespace itself.
 * @param spec What must happen before the namespace can go.
 * @param status Whether the namespace is in use or being emptied.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Status", path = "status.phase")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        version = "v1",
        plural = "namespaces",
        singular = "namespace",
        shortNames = "ns",
        verbs = {"create", "delete", "get", "list", "patch", "update", "watch"},
        subresources = {"finalize|/v1/Namespace|update", "status|/v1/Namespace|get,patch,update"})
public record Namespace(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) NamespaceSpec spec,
        @Field(value = 3, always = true) NamespaceStatus status)
        implements KubeObject {
    @Override
    public Kind<Namespace> kind() {
        return NamespaceType.KIND;
    }

    @Override
    public Namespace withMetadata(ObjectMeta metadata) {
        return new Namespace(metadata, spec, status);
    }
}
