package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code SleepAction} of {@code v1}. */
@ApiType
public record SleepAction(@Field(value = 1, required = true) long seconds) {}
