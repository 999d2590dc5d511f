package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the requests of a priority level are limited.
 *
 * @param type Limited, or Exempt for requests that are always served at once.
 * @param limited The limits. Required with type Limited, not allowed with Exempt.
 * @param exempt Settings for type Exempt; not allowed with Limited.
 */
@ApiType
public record PriorityLevelConfigurationSpec(
        @Field(value = 1, required = true) String type,

        @Field(2) @ByHand("only of the type Limited") @Nullable
        LimitedPriorityLevelConfiguration limited,

        @Field(3) @ByHand("only of the type Exempt") @Nullable
        ExemptPriorityLevelConfiguration exempt) {}
