package io.gantry.api.apiextensions.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Adds a resource of your own to the API. Its name is the plural, a dot and the group, such as widgets.example.com.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Names, scope, versions and schemas of the new resource.
 * @param status Whether the resource is served, and under which names. Written by the system.
 */
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
