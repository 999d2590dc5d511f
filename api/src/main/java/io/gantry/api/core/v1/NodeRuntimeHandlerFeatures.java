package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Abilities of one runtime handler.
 *
 * @param recursiveReadOnlyMounts Whether mounts can be read-only including what is mounted below them.
 * @param userNamespaces Whether pods can have user namespaces of their own.
 */
@ApiType
public record NodeRuntimeHandlerFeatures(
        @Field(value = 1, pointer = true) @Nullable Boolean recursiveReadOnlyMounts,
        @Field(value = 2, pointer = true) @Nullable Boolean userNamespaces) {}
