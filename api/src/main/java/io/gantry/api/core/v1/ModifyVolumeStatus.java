package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * How far a change of a volume's attributes class has come.
 *
 * @param targetVolumeAttributesClassName The VolumeAttributesClass that the volume is being changed to.
 * @param status One of Pending (a condition is unmet, for instance the class is missing), InProgress, Infeasible
 *     (refused by the driver; choose another class).
 */
@ApiType
public record ModifyVolumeStatus(
        @Field(1) @Nullable String targetVolumeAttributesClassName,
        @Field(value = 2, required = true) String status) {}
