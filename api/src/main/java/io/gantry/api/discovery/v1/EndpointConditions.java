package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Whether a backend can take traffic.
 *
 * @param ready Whether to send traffic to it, mostly when it serves and is not being stopped. Absent means true.
 * @param serving Whether it is able to answer, even if it is being stopped. Absent means true.
 * @param terminating Whether it is being stopped. Absent means false.
 */
@ApiType
public record EndpointConditions(
        @Field(value = 1, pointer = true) @Nullable Boolean ready,
        @Field(value = 2, pointer = true) @Nullable Boolean serving,
        @Field(value = 3, pointer = true) @Nullable Boolean terminating) {}
