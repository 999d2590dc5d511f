package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Points to documentation elsewhere.
 *
 * @param description What is to be found there.
 * @param url Address where the documentation is found.
 */
@ApiType
public record ExternalDocumentation(
        @Field(1) @Nullable String description,
        @Field(2) @Nullable String url) {}
