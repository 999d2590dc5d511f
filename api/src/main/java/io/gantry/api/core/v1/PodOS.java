package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The operating system that a pod is made for.
 *
 * @param name One of linux, windows; others may come.
 */
@ApiType
public record PodOS(@Field(value = 1, required = true) String name) {}
