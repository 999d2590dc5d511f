package io.gantry.api.apps.v1;

import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ReplicaSetSpec} of {@code apps/v1}. */
@ApiType
public record ReplicaSetSpec(
        @Field(value = 1, pointer = true) @Default("1") @Nullable
        Integer replicas,

        @Field(value = 2, required = true) @Nullable LabelSelector selector,

        @Field(value = 3, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(4) @Nullable Integer minReadySeconds) {}
