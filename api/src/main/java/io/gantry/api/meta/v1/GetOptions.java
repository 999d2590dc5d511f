package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code GetOptions}. */
@ApiType
@ApiKind(version = "v1")
public record GetOptions(@Field(1) @Nullable String resourceVersion) {}
