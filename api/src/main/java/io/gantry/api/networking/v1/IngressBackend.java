package io.gantry.api.networking.v1;

import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Receiver of requests: either a Service or another resource, never both.
 *
 * @param resource Object of the namespace that receives the requests, for controllers that know its kind. Excludes
 *     service.
 * @param service Service and port that receive the requests. Excludes resource.
 */
@ApiType
public record IngressBackend(
        @Field(3) @Nullable TypedLocalObjectReference resource,
        @Field(4) @Nullable IngressServiceBackend service) {}
