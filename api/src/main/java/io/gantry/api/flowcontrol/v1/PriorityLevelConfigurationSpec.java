package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PriorityLevelConfigurationSpec} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record PriorityLevelConfigurationSpec(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable LimitedPriorityLevelConfiguration limited,
        @Field(3) @Nullable ExemptPriorityLevelConfiguration exempt) {}
