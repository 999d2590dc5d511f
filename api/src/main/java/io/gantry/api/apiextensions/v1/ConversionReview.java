package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is exchanged with a webhook that converts custom resources between versions.
 *
 * @param request What the API server asks for.
 * @param response What the webhook answers; absent in the question.
 */
@ApiType
@ApiKind(group = "apiextensions.k8s.io", version = "v1")
public record ConversionReview(
        @Field(1) @Nullable ConversionRequest request,
        @Field(2) @Nullable ConversionResponse response) {}
