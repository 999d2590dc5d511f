package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Allows traffic out of the chosen pods that fits both the ports and the destinations.
 *
 * @param ports Allowed destination ports; one has to fit. Absent or empty, every port is allowed.
 * @param to Allowed destinations; one has to fit. Absent or empty, every destination is allowed.
 */
@ApiType
public record NetworkPolicyEgressRule(
        @Field(value = 1, listType = ListType.ATOMIC) List<NetworkPolicyPort> ports,
        @Field(value = 2, listType = ListType.ATOMIC) List<NetworkPolicyPeer> to) {
    public NetworkPolicyEgressRule {
        ports = Immutable.list(ports);
        to = Immutable.list(to);
    }
}
