package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a StorageVersion.
 *
 * @param type What is observed, such as AllEncodingVersionsEqual.
 * @param status Whether the condition holds: True, False or Unknown.
 * @param observedGeneration Generation of the object that the condition is about.
 * @param lastTransitionTime When the status of this condition last changed, for example from False to True.
 * @param reason One CamelCase word for programs that says why the condition has its present status.
 * @param message Explanation of the present status for people to read.
 */
@ApiType
public record StorageVersionCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Long observedGeneration,
        @Field(4) @Nullable Instant lastTransitionTime,
        @Field(value = 5, required = true) String reason,
        @Field(value = 6, required = true) String message) {}
