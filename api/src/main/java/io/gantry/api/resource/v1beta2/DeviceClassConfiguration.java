package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceClassConfiguration} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceClassConfiguration(
        @Field(value = 1, in = 1) @Nullable OpaqueDeviceConfiguration opaque) {}
