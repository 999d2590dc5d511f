package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The addresses that an Ingress got.
 *
 * @param ingress All addresses at which requests are taken.
 */
@ApiType
public record IngressLoadBalancerStatus(
        @Field(value = 1, listType = ListType.ATOMIC) List<IngressLoadBalancerIngress> ingress) {
    public IngressLoadBalancerStatus {
        ingress = Immutable.list(ingress);
    }
}
