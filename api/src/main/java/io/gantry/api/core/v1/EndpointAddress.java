package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EndpointAddress} of {@code v1}. */
@ApiType(atomic = true)
public record EndpointAddress(
        @Field(value = 1, required = true) String ip,
        @Field(2) @Nullable ObjectReference targetRef,
        @Field(3) @Nullable String hostname,
        @Field(value = 4, pointer = true) @Nullable String nodeName) {}
