package io.gantry.api.networking.v1beta1;

import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * Receiver of requests: either a Service or another resource, never both.
 *
 * @param serviceName Name of the Service. Later versions have service instead.
 * @param servicePort Port of the Service, as a number or name. Later versions have service instead.
 * @param resource Object of the namespace that receives the requests, for controllers that know its kind. Excludes
 *     service.
 */
@ApiType
public record IngressBackend(
        @Field(1) @Nullable String serviceName,
        @Field(2) @Nullable IntOrString servicePort,
        @Field(3) @Nullable TypedLocalObjectReference resource) {}
