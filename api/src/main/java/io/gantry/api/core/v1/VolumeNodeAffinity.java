package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeNodeAffinity} of {@code v1}. */
@ApiType
public record VolumeNodeAffinity(@Field(1) @Nullable NodeSelector required) {}
