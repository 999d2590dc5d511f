package io.gantry.api.apps.v1;

import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeploymentSpec} of {@code apps/v1}. */
@ApiType
public record DeploymentSpec(
        @Field(value = 1, pointer = true) @Default("1") @Nullable
        Integer replicas,

        @Field(value = 2, required = true) @Nullable LabelSelector selector,

        @Field(value = 3, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 4, always = true, retainKeys = true) DeploymentStrategy strategy,
        @Field(5) @Nullable Integer minReadySeconds,

        @Field(value = 6, pointer = true) @Default("10") @Nullable
        Integer revisionHistoryLimit,

        @Field(7) @Nullable Boolean paused,

        @Field(value = 9, pointer = true) @Default("600") @Nullable
        Integer progressDeadlineSeconds) {}
