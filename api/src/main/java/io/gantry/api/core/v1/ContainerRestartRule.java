package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerRestartRule} of {@code v1}. */
@ApiType
public record ContainerRestartRule(
        @Field(value = 1, required = true) String action,
        @Field(2) @Nullable ContainerRestartRuleOnExitCodes exitCodes) {}
