package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceConversion} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceConversion(
        @Field(value = 1, required = true) String strategy,
        @Field(2) @Nullable WebhookConversion webhook) {}
