package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code TopologySelectorLabelRequirement} of {@code v1}. */
@ApiType
public record TopologySelectorLabelRequirement(
        @Field(value = 1, required = true) String key,

        @Field(value = 2, required = true, listType = ListType.ATOMIC)
        List<String> values) {
    public TopologySelectorLabelRequirement {
        values = Immutable.list(values);
    }
}
