package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a custom resource is named, stored and served.
 *
 * @param group API group of the resource, such as example.com. Immutable.
 * @param names Plural, kind and other names of the resource.
 * @param scope Whether the objects live in namespaces: Namespaced or Cluster. Immutable.
 * @param versions The versions of the resource; exactly one is the one stored. Clients are offered v2 before v1, and v1
 *     before v1beta1.
 * @param conversion How objects change between versions. Defaults to strategy None.
 * @param preserveUnknownFields Must be false or absent. To keep unknown fields, use
 *     x-kubernetes-preserve-unknown-fields in the schema.
 */
@ApiType
public record CustomResourceDefinitionSpec(
        @Field(value = 1, required = true) String group,
        @Field(value = 3, required = true, always = true) CustomResourceDefinitionNames names,
        @Field(value = 4, required = true) String scope,

        @Field(value = 7, required = true, listType = ListType.ATOMIC)
        List<CustomResourceDefinitionVersion> versions,

        @Field(9) @Nullable CustomResourceConversion conversion,
        @Field(10) @Nullable Boolean preserveUnknownFields) {
    public CustomResourceDefinitionSpec {
        versions = Immutable.list(versions);
    }
}
