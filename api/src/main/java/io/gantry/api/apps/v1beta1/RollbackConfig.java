package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The revision a Deployment shall return to.
 *
 * @param revision Number of that revision; 0 means the one before the present.
 */
@ApiType
public record RollbackConfig(@Field(1) @Nullable Long revision) {}
