package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Access to a URL path that is no resource.
 *
 * @param path The path, such as /healthz.
 * @param verb The HTTP method in lower case.
 */
@ApiType
public record NonResourceAttributes(
        @Field(1) @Nullable String path, @Field(2) @Nullable String verb) {}
