package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;

/** Kubernetes {@code PodIP} of {@code v1}. */
@ApiType
public record PodIP(
        @Field(value = 1, required = true, sharing = Sharing.NONE)
        String ip) {}
