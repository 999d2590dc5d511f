package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How the pods of a group are scheduled; exactly one member is set.
 *
 * @param basic One by one, as pods without a group.
 * @param gang All or nothing: none starts before enough of them fit.
 */
@ApiType
public record PodGroupSchedulingPolicy(
        @Field(1) @Nullable BasicSchedulingPolicy basic,
        @Field(2) @Nullable GangSchedulingPolicy gang) {}
