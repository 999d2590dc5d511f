package io.gantry.api.resource.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A pattern from which each pod that refers to it gets a ResourceClaim of its own.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The claim to make. Immutable.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "resource.k8s.io",
        version = "v1",
        plural = "resourceclaimtemplates",
        singular = "resourceclaimtemplate",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record ResourceClaimTemplate(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ResourceClaimTemplateSpec spec)
        implements KubeObject {
    @Override
    public Kind<ResourceClaimTemplate> kind() {
        return ResourceClaimTemplateType.KIND;
    }

    @Override
    public ResourceClaimTemplate withMetadata(ObjectMeta metadata) {
        return new ResourceClaimTemplate(metadata, spec);
    }
}
