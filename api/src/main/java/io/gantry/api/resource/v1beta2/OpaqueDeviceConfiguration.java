package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code OpaqueDeviceConfiguration} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record OpaqueDeviceConfiguration(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, required = true) @Nullable RawJson parameters) {}
