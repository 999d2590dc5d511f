package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceSelector} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record DeviceSelector(@Field(1) @Nullable CELDeviceSelector cel) {}
