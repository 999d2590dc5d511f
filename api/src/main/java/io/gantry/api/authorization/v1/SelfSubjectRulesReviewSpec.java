package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The namespace in question.
 *
 * @param namespace Name of the namespace. Required.
 */
@ApiType
public record SelfSubjectRulesReviewSpec(@Field(1) @Nullable String namespace) {}
