package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.Map;

/**
 * What a quota allows and how much of that is used up.
 *
 * @param hard Bounds in force, by resource.
 * @param used What the namespace's objects use now, by resource.
 */
@ApiType
public record ResourceQuotaStatus(
        @Field(1) Map<String, Quantity> hard, @Field(2) Map<String, Quantity> used) {
    public ResourceQuotaStatus {
        hard = Immutable.map(hard);
        used = Immutable.map(used);
    }
}
