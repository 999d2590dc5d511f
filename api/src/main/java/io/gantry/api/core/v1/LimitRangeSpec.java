package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The limits of a LimitRange.
 *
 * @param limits Limits by kind of object; all of them apply.
 */
@ApiType
public record LimitRangeSpec(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<LimitRangeItem> limits) {
    public LimitRangeSpec {
        limits = Immutable.list(limits);
    }
}
