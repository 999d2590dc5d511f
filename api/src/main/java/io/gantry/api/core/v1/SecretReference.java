package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SecretReference} of {@code v1}. */
@ApiType(atomic = true)
public record SecretReference(
        @Field(1) @Nullable String name, @Field(2) @Nullable String namespace) {}
