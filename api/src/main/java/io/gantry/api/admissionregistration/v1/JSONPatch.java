package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code JSONPatch} of {@code admissionregistration.k8s.io/v1}. */
@ApiType
public record JSONPatch(@Field(1) @Nullable String expression) {}
