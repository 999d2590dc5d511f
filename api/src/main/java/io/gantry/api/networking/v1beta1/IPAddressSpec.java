package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IPAddressSpec} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record IPAddressSpec(
        @Field(value = 1, required = true) @Nullable ParentReference parentRef) {}
