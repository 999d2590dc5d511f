package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The owner of an IP address.
 *
 * @param parentRef The object that the address belongs to, usually a Service. Required.
 */
@ApiType
public record IPAddressSpec(
        @Field(value = 1, required = true) @Nullable ParentReference parentRef) {}
