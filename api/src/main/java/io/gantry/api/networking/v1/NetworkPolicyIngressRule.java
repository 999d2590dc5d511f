package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NetworkPolicyIngressRule} of {@code networking.k8s.io/v1}. */
@ApiType
public record NetworkPolicyIngressRule(
        @Field(value = 1, listType = ListType.ATOMIC) List<NetworkPolicyPort> ports,
        @Field(value = 2, listType = ListType.ATOMIC) List<NetworkPolicyPeer> from) {
    public NetworkPolicyIngressRule {
        ports = Immutable.list(ports);
        from = Immutable.list(from);
    }
}
