package io.gantry.api.networking.v1;

import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Receiver of requests: either a Service or another resource, never both.
 *
 * @param resource Object of the namespace that receives the requests, for controllers that know its kind. Excludes
 *     service.
 * @param service Service and port that receive the requests. Excludes resource.
 */
@CrossChecked("NetworkingRules")
@ApiType
public record IngressBackend(
        @Field(3) @ByHand("not beside a service") @Nullable TypedLocalObjectReference resource,
        @Field(4) @ByHand("not beside a resource") @Nullable IngressServiceBackend service) {}
