package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Addresses that share a set of ports: every address serves every port.
 *
 * @param addresses Addresses that are ready for traffic.
 * @param notReadyAddresses Addresses that get no traffic at present, since their pods have not started or fail
 *     readiness.
 * @param ports Ports that all of these addresses serve.
 */
@CrossChecked("CoreRules")
@ApiType
public record EndpointSubset(
        @Field(value = 1, listType = ListType.ATOMIC) List<EndpointAddress> addresses,
        @Field(value = 2, listType = ListType.ATOMIC) List<EndpointAddress> notReadyAddresses,
        @Field(value = 3, listType = ListType.ATOMIC) List<EndpointPort> ports) {
    public EndpointSubset {
        addresses = Immutable.list(addresses);
        notReadyAddresses = Immutable.list(notReadyAddresses);
        ports = Immutable.list(ports);
    }
}
