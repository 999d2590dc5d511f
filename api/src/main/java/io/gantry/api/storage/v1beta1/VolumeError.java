package io.gantry.api.storage.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failure of an operation on a volume.
 *
 * @param time When the operation failed.
 * @param message What went wrong, in words. May get into logs, so it must hold no secrets.
 * @param errorCode Status code of gRPC that the driver answered with.
 */
@ApiType
public record VolumeError(
        @Field(1) @Nullable Instant time,
        @Field(2) @Nullable String message,
        @Field(value = 3, pointer = true) @Nullable Integer errorCode) {}
