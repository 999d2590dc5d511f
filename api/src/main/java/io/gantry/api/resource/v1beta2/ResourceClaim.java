package io.gantry.api.resource.v1beta2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Asks for devices for pods and, once they are given, holds them.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which devices are wanted. Immutable.
 * @param status The devices that were given, and who uses them. Written by the system.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "State", cells = "resourceClaim")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "resource.k8s.io",
        version = "v1beta2",
        plural = "resourceclaims",
        singular = "resourceclaim",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|resource.k8s.io/v1beta2/ResourceClaim|get,patch,update")
public record ResourceClaim(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ResourceClaimSpec spec,
        @Field(value = 3, always = true) ResourceClaimStatus status)
        implements KubeObject {
    @Override
    public Kind<ResourceClaim> kind() {
        return ResourceClaimType.KIND;
    }

    @Override
    public ResourceClaim withMetadata(ObjectMeta metadata) {
        return new ResourceClaim(metadata, spec, status);
    }
}
