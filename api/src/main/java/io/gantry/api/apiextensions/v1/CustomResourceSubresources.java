package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which subresources a custom resource has.
 *
 * @param status If present, the status has its own subresource: a plain update leaves it alone, and an update of the
 *     status changes nothing else.
 * @param scale If present, the number of instances can be read and set through a scale subresource.
 */
@ApiType
public record CustomResourceSubresources(
        @Field(1) @Nullable CustomResourceSubresourceStatus status,
        @Field(2) @Nullable CustomResourceSubresourceScale scale) {}
