package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a CustomResourceDefinition.
 *
 * @param type What is observed, such as Established (it is served), NamesAccepted or Terminating.
 * @param status Whether the condition holds: True, False or Unknown.
 * @param lastTransitionTime When the status of this condition last changed, for example from False to True.
 * @param reason One CamelCase word for programs that says why the condition has its present status.
 * @param message Explanation of the present status for people to read.
 * @param observedGeneration Generation of the spec that the condition is about.
 */
@ApiType
public record CustomResourceDefinitionCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastTransitionTime,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message,
        @Field(6) @Nullable Long observedGeneration) {}
