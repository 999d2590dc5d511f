package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Whether the access is allowed.
 *
 * @param allowed True if it is allowed.
 * @param reason Why it is allowed or not.
 * @param evaluationError What went wrong while deciding. The answer can be right nevertheless.
 * @param denied True if it is expressly refused. If allowed is false too, nobody had an opinion, which also means no.
 */
@ApiType
public record SubjectAccessReviewStatus(
        @Field(value = 1, required = true) boolean allowed,
        @Field(2) @Nullable String reason,
        @Field(3) @Nullable String evaluationError,
        @Field(4) @Nullable Boolean denied) {}
