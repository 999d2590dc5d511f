package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code GroupVersionForDiscovery}. */
@ApiType
public record GroupVersionForDiscovery(
        @Field(value = 1, required = true) String groupVersion,
        @Field(value = 2, required = true) String version) {}
