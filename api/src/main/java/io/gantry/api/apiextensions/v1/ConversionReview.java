package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ConversionReview} of {@code apiextensions.k8s.io/v1}. */
@ApiType
@ApiKind(group = "apiextensions.k8s.io", version = "v1")
public record ConversionReview(
        @Field(1) @Nullable ConversionRequest request,
        @Field(2) @Nullable ConversionResponse response) {}
