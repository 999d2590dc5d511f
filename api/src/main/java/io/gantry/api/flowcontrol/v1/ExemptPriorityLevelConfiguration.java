package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ExemptPriorityLevelConfiguration} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record ExemptPriorityLevelConfiguration(
        @Field(value = 1, pointer = true) @Default("0") @Nullable
        Integer nominalConcurrencyShares,

        @Field(value = 2, pointer = true) @Default("0") @Nullable
        Integer lendablePercent) {}
