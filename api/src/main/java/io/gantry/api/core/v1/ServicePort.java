package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ServicePort} of {@code v1}. */
@ApiType
public record ServicePort(
        @Field(1) @Nullable String name,
        @Field(2) @Default("TCP") @Nullable String protocol,
        @Field(value = 3, required = true) int port,
        @Field(4) @Nullable IntOrString targetPort,
        @Field(5) @Nullable Integer nodePort,
        @Field(value = 6, pointer = true) @Nullable String appProtocol) {}
