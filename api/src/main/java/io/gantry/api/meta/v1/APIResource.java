package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code APIResource}. */
@ApiType
public record APIResource(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) boolean namespaced,
        @Field(value = 3, required = true) String kind,
        @Field(value = 4, wrapped = true, required = true) List<String> verbs,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> shortNames,
        @Field(value = 6, required = true) String singularName,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> categories,
        @Field(8) @Nullable String group,
        @Field(9) @Nullable String version,
        @Field(10) @Nullable String storageVersionHash) {
    public APIResource {
        verbs = Immutable.list(verbs);
        shortNames = Immutable.list(shortNames);
        categories = Immutable.list(categories);
    }
}
