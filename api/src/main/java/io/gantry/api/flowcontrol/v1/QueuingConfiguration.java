package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code QueuingConfiguration} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record QueuingConfiguration(
        @Field(value = 1, always = true) @Default("64") @Nullable
        Integer queues,

        @Field(value = 2, always = true) @Default("8") @Nullable
        Integer handSize,

        @Field(value = 3, always = true) @Default("50") @Nullable
        Integer queueLengthLimit) {}
