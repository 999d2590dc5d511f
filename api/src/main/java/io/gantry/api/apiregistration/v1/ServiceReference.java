package io.gantry.api.apiregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A Service behind which an API server is.
 *
 * @param namespace Namespace in which the Service lives.
 * @param name What the Service is called there.
 * @param port Port of the Service. Defaults to 443.
 */
@ApiType
public record ServiceReference(
        @Field(1) @Required @Nullable String namespace,
        @Field(2) @Required @Nullable String name,

        @Field(value = 3, pointer = true) @Default("443") @Nullable
        Integer port) {}
