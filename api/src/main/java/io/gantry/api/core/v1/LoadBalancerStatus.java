package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Where a load balancer can be reached.
 *
 * @param ingress The balancer's ways in. Empty until the balancer exists.
 */
@ApiType
public record LoadBalancerStatus(
        @Field(value = 1, listType = ListType.ATOMIC) List<LoadBalancerIngress> ingress) {
    public LoadBalancerStatus {
        ingress = Immutable.list(ingress);
    }
}
