package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A Service that a webhook listens at.
 *
 * @param namespace Namespace in which the Service lives.
 * @param name What the Service is called there.
 * @param path URL path to send requests to.
 * @param port Port of the Service. Defaults to 443.
 */
@ApiType
public record ServiceReference(
        @Field(value = 1, required = true) String namespace,
        @Field(value = 2, required = true) String name,
        @Field(value = 3, pointer = true) @Nullable String path,

        @Field(value = 4, pointer = true) @Default("443") @Nullable
        Integer port) {}
