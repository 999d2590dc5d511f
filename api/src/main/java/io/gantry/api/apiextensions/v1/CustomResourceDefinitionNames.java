package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceDefinitionNames} of {@code apiextensions.k8s.io/v1}. */
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
