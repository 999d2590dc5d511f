package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NodeSelectorRequirement} of {@code v1}. */
@ApiType
public record NodeSelectorRequirement(
        @Field(value = 1, required = true) String key,
        @Field(value = 2, required = true) String operator,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> values) {
    public NodeSelectorRequirement {
        values = Immutable.list(values);
    }
}
