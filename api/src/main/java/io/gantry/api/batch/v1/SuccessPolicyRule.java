package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SuccessPolicyRule} of {@code batch/v1}. */
@ApiType
public record SuccessPolicyRule(
        @Field(1) @Nullable String succeededIndexes,
        @Field(2) @Nullable Integer succeededCount) {}
