package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * State of a Service.
 *
 * @param loadBalancer Where the load balancer can be reached, if there is one.
 * @param conditions Latest observations.
 */
@ApiType
public record ServiceStatus(
        @Field(value = 1, always = true) LoadBalancerStatus loadBalancer,

        @Field(
                value = 2,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions) {
    public ServiceStatus {
        conditions = Immutable.list(conditions);
    }
}
