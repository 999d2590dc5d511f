package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code IngressLoadBalancerStatus} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record IngressLoadBalancerStatus(
        @Field(value = 1, listType = ListType.ATOMIC) List<IngressLoadBalancerIngress> ingress) {
    public IngressLoadBalancerStatus {
        ingress = Immutable.list(ingress);
    }
}
