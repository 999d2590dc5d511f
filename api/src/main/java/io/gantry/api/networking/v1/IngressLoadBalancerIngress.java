package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address of a load balancer.
 *
 * @param ip IP address, if the load balancer is reached by one.
 * @param hostname DNS name, if the load balancer is reached by one.
 * @param ports The ports that the load balancer listens on, and their problems.
 */
@ApiType
public record IngressLoadBalancerIngress(
        @Field(1) @Nullable String ip,
        @Field(2) @Nullable String hostname,
        @Field(value = 4, listType = ListType.ATOMIC) List<IngressPortStatus> ports) {
    public IngressLoadBalancerIngress {
        ports = Immutable.list(ports);
    }
}
