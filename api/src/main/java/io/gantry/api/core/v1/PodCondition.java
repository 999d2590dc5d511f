package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a pod.
 *
 * @param type What is observed: PodScheduled, Initialized, ContainersReady, Ready, DisruptionTarget and others.
 * @param status Whether it holds: True, False or Unknown.
 * @param lastProbeTime When it was last checked.
 * @param lastTransitionTime When status last changed.
 * @param reason Short word for the cause of the last change.
 * @param message Details for people to read.
 * @param observedGeneration Generation of the pod's spec that the observation is based on.
 */
@ApiType
public record PodCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastProbeTime,
        @Field(4) @Nullable Instant lastTransitionTime,
        @Field(5) @Nullable String reason,
        @Field(6) @Nullable String message,
        @Field(7) @Nullable Long observedGeneration) {}
