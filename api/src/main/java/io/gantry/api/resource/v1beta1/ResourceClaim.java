package io.gantry.api.resource.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ResourceClaim} of {@code resource.k8s.io/v1beta1}. */
@ApiType
@ApiKind(
        group = "resource.k8s.io",
        version = "v1beta1",
        plural = "resourceclaims",
        singular = "resourceclaim",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|resource.k8s.io/v1beta1/ResourceClaim|get,patch,update")
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
