package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeConfigSource} of {@code v1}. */
@ApiType
public record NodeConfigSource(@Field(2) @Nullable ConfigMapNodeConfigSource configMap) {}
