package io.gantry.api.apiextensions.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code CustomResourceDefinition} of {@code apiextensions.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "apiextensions.k8s.io",
        version = "v1",
        plural = "customresourcedefinitions",
        singular = "customresourcedefinition",
        shortNames = {"crd", "crds"},
        categories = "api-extensions",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|apiextensions.k8s.io/v1/CustomResourceDefinition|get,patch,update")
public record CustomResourceDefinition(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) CustomResourceDefinitionSpec spec,
        @Field(value = 3, always = true) CustomResourceDefinitionStatus status)
        implements KubeObject {
    @Override
    public Kind<CustomResourceDefinition> kind() {
        return CustomResourceDefinitionType.KIND;
    }

    @Override
    public CustomResourceDefinition withMetadata(ObjectMeta metadata) {
        return new CustomResourceDefinition(metadata, spec, status);
    }
}
