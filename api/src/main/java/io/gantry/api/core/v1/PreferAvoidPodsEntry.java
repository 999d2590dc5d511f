package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Pods that a node would rather not receive, and why.
 *
 * @param podSignature Which pods are meant.
 * @param evictionTime When the entry was added.
 * @param reason Short word for why the entry was added.
 * @param message Details for people to read.
 */
@ApiType
public record PreferAvoidPodsEntry(
        @Field(1) @Nullable PodSignature podSignature,
        @Field(2) @Nullable Instant evictionTime,
        @Field(3) @Nullable String reason,
        @Field(4) @Nullable String message) {}
