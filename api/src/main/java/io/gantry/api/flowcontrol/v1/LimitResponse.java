package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LimitResponse} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record LimitResponse(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable QueuingConfiguration queuing) {}
