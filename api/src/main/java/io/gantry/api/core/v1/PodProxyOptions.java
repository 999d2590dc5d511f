package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodProxyOptions} of {@code v1}. */
@ApiType
@ApiKind(version = "v1")
public record PodProxyOptions(@Field(1) @Nullable String path) {}
