package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A test of one topology label.
 *
 * @param key Label key, such as topology.kubernetes.io/zone.
 * @param values Values of which the label must have one.
 */
@ApiType
public record TopologySelectorLabelRequirement(
        @Field(value = 1, required = true) String key,

        @Field(value = 2, required = true, listType = ListType.ATOMIC)
        List<String> values) {
    public TopologySelectorLabelRequirement {
        values = Immutable.list(values);
    }
}
