package io.gantry.api.networking.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NetworkPolicySpec} of {@code networking.k8s.io/v1}. */
@ApiType
public record NetworkPolicySpec(
        @Field(value = 1, always = true) LabelSelector podSelector,
        @Field(value = 2, listType = ListType.ATOMIC) List<NetworkPolicyIngressRule> ingress,
        @Field(value = 3, listType = ListType.ATOMIC) List<NetworkPolicyEgressRule> egress,
        @Field(value = 4, listType = ListType.ATOMIC) List<String> policyTypes) {
    public NetworkPolicySpec {
        ingress = Immutable.list(ingress);
        egress = Immutable.list(egress);
        policyTypes = Immutable.list(policyTypes);
    }
}
