package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ApplyConfiguration} of {@code admissionregistration.k8s.io/v1beta1}. */
@ApiType
public record ApplyConfiguration(@Field(1) @Nullable String expression) {}
