package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SuccessPolicyRule} of {@code batch/v1}. */
@ApiType
public record SuccessPolicyRule(
        @Field(value = 1, pointer = true) @Nullable String succeededIndexes,
        @Field(value = 2, pointer = true) @Nullable Integer succeededCount) {}
