package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * State of an Ingress.
 *
 * @param loadBalancer Addresses at which the Ingress can be reached.
 */
@ApiType
public record IngressStatus(@Field(value = 1, always = true) IngressLoadBalancerStatus loadBalancer) {}
