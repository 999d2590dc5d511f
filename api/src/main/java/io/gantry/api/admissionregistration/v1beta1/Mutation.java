package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Mutation} of {@code admissionregistration.k8s.io/v1beta1}. */
@ApiType
public record Mutation(
        @Field(value = 2, required = true) String patchType,
        @Field(3) @Nullable ApplyConfiguration applyConfiguration,
        @Field(4) @Nullable JSONPatch jsonPatch) {}
