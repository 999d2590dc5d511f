package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LimitedPriorityLevelConfiguration} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record LimitedPriorityLevelConfiguration(
        @Field(value = 1, pointer = true) @Default("30") @Nullable
        Integer nominalConcurrencyShares,

        @Field(value = 2, always = true) LimitResponse limitResponse,

        @Field(value = 3, pointer = true) @Default("0") @Nullable
        Integer lendablePercent,

        @Field(value = 4, pointer = true) @Nullable Integer borrowingLimitPercent) {}
