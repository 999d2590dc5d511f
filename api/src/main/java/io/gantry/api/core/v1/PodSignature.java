package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodSignature} of {@code v1}. */
@ApiType
public record PodSignature(@Field(1) @Nullable OwnerReference podController) {}
