package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Allows traffic into the chosen pods that fits both the ports and the sources.
 *
 * @param ports Allowed ports of the pods; one has to fit. Absent or empty, every port is allowed.
 * @param from Allowed sources; one has to fit. Absent or empty, every source is allowed.
 */
@ApiType
public record NetworkPolicyIngressRule(
        @Field(value = 1, listType = ListType.ATOMIC) List<NetworkPolicyPort> ports,
        @Field(value = 2, listType = ListType.ATOMIC) List<NetworkPolicyPeer> from) {
    public NetworkPolicyIngressRule {
        ports = Immutable.list(ports);
        from = Immutable.list(from);
    }
}
