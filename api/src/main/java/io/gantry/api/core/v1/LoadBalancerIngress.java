package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way into a Service from outside, by way of a load balancer.
 *
 * @param ip Address of the load balancer, if it is reached by IP.
 * @param hostname DNS name of the load balancer, if it is reached by name.
 * @param ipMode How traffic arrives. One of VIP (addressed to the balancer's IP) or Proxy (to node or pod). Set only
 *     with ip; defaults to VIP.
 * @param ports What became of each of the Service's ports at the load balancer.
 */
@ApiType
public record LoadBalancerIngress(
        @Field(1) @Nullable String ip,
        @Field(2) @Nullable String hostname,
        @Field(value = 3, pointer = true) @Nullable String ipMode,
        @Field(value = 4, listType = ListType.ATOMIC) List<PortStatus> ports) {
    public LoadBalancerIngress {
        ports = Immutable.list(ports);
    }
}
