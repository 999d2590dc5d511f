package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code EndpointSubset} of {@code v1}. */
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
