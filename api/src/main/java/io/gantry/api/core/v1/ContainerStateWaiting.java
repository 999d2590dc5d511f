package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A container that has yet to start.
 *
 * @param reason One word for what it waits for, such as ContainerCreating, ImagePullBackOff or CrashLoopBackOff.
 * @param message Details for people to read.
 */
@ApiType
public record ContainerStateWaiting(
        @Field(1) @Nullable String reason,
        @Field(2) @Nullable String message) {}
