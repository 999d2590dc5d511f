package io.gantry.api.networking.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.MaxItems;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The pods a policy is about and the traffic it allows.
 *
 * @param podSelector Chooses pods of this namespace by their labels. Empty or absent means all. Allowances of several
 *     policies for one pod add up.
 * @param ingress What may come in. Without any rule nothing may, except from the node of the pod itself.
 * @param egress Where traffic may go. Without any rule, and if policyTypes contains Egress, nothing may go out.
 * @param policyTypes Directions that the policy restricts: Ingress, Egress or both. By default Ingress, and Egress too
 *     if there are egress rules.
 */
@ApiType
public record NetworkPolicySpec(
        @Field(value = 1, always = true) LabelSelector podSelector,
        @Field(value = 2, listType = ListType.ATOMIC) List<NetworkPolicyIngressRule> ingress,
        @Field(value = 3, listType = ListType.ATOMIC) List<NetworkPolicyEgressRule> egress,

        @Field(value = 4, listType = ListType.ATOMIC)
        @MaxItems(value = 2, message = "may not specify more than two policyTypes", alone = true)
        @EnumOf({"Ingress", "Egress"})
        List<String> policyTypes) {
    public NetworkPolicySpec {
        ingress = Immutable.list(ingress);
        egress = Immutable.list(egress);
        policyTypes = Immutable.list(policyTypes);
    }
}
