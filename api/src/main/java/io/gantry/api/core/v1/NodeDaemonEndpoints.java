package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code NodeDaemonEndpoints} of {@code v1}. */
@ApiType
public record NodeDaemonEndpoints(
        @Field(value = 1, always = true) DaemonEndpoint kubeletEndpoint) {}
