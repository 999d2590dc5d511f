package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code IngressStatus} of {@code networking.k8s.io/v1}. */
@ApiType
public record IngressStatus(@Field(value = 1, always = true) IngressLoadBalancerStatus loadBalancer) {}
