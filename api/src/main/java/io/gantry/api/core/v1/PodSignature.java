package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Describes the pods that a node would rather not receive.
 *
 * @param podController Controller that owns them.
 */
@ApiType
public record PodSignature(@Field(1) @Nullable OwnerReference podController) {}
