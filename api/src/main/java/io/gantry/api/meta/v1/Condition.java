package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about an object, as controllers publish it in a status.
 *
 * @param type What is observed, in CamelCase, perhaps with a domain prefix. Each type occurs once in an object.
 * @param status Whether it holds: True, False or Unknown.
 * @param observedGeneration Generation of the object that was looked at; if it has grown since, the condition may no
 *     longer hold.
 * @param lastTransitionTime When status last changed.
 * @param reason Machine-readable word for why the status is what it is. Required.
 * @param message Details for people to read; may be empty.
 */
@ApiType
public record Condition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Long observedGeneration,
        @Field(value = 4, required = true) @Nullable Instant lastTransitionTime,
        @Field(value = 5, required = true) String reason,
        @Field(value = 6, required = true) String message) {}
