package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a custom resource.
 *
 * @param plural Plural in lower case, as used in URLs and with kubectl, such as widgets.
 * @param singular Singular in lower case. Defaults to the kind in lower case.
 * @param shortNames Short forms for use with kubectl, in lower case.
 * @param kind Kind of the objects, usually CamelCase and singular, such as Widget.
 * @param listKind Kind of a list of the objects. Defaults to the kind followed by List.
 * @param categories Groups of resources it belongs to; with all, it is part of kubectl get all.
 */
@ApiType
public record CustomResourceDefinitionNames(
        @Field(value = 1, required = true) String plural,
        @Field(2) @Nullable String singular,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> shortNames,
        @Field(value = 4, required = true) String kind,
        @Field(5) @Nullable String listKind,
        @Field(value = 6, listType = ListType.ATOMIC) List<String> categories) {
    public CustomResourceDefinitionNames {
        shortNames = Immutable.list(shortNames);
        categories = Immutable.list(categories);
    }
}
