package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code WebhookClientConfig} of {@code admissionregistration.k8s.io/v1beta1}. */
@ApiType
public record WebhookClientConfig(
        @Field(1) @Nullable ServiceReference service,
        @Field(2) @Nullable Bytes caBundle,
        @Field(value = 3, pointer = true) @Nullable String url) {}
