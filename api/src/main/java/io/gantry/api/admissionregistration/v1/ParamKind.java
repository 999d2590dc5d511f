package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ParamKind} of {@code admissionregistration.k8s.io/v1}. */
@ApiType(atomic = true)
public record ParamKind(
        @Field(1) @Nullable String apiVersion,
        @Field(2) @Nullable String kind) {}
