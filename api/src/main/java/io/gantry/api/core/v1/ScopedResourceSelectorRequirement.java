package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code ScopedResourceSelectorRequirement} of {@code v1}. */
@ApiType
public record ScopedResourceSelectorRequirement(
        @Field(value = 1, required = true) String scopeName,
        @Field(value = 2, required = true) String operator,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> values) {
    public ScopedResourceSelectorRequirement {
        values = Immutable.list(values);
    }
}
