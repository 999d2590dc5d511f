package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names a Secret of any namespace.
 *
 * @param name Name of the Secret.
 * @param namespace Namespace of the Secret.
 */
@ApiType(atomic = true)
public record SecretReference(
        @Field(1) @Nullable String name, @Field(2) @Nullable String namespace) {}
