package io.gantry.api.apps.v1beta2;

import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DaemonSetSpec} of {@code apps/v1beta2}. */
@ApiType
public record DaemonSetSpec(
        @Field(value = 1, required = true) @Nullable LabelSelector selector,

        @Field(value = 2, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 3, always = true) DaemonSetUpdateStrategy updateStrategy,
        @Field(4) @Nullable Integer minReadySeconds,

        @Field(value = 6, pointer = true) @Default("10") @Nullable
        Integer revisionHistoryLimit) {}
