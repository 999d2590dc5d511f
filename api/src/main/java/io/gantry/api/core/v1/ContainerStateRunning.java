package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A container that is running.
 *
 * @param startedAt Start of the present run.
 */
@ApiType
public record ContainerStateRunning(@Field(1) @Nullable Instant startedAt) {}
