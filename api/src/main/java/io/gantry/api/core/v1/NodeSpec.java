package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node is to be treated.
 *
 * @param podCIDR Range from which the node's pods get their IPs. Set once.
 * @param externalID Identity from outside the cluster. Deprecated: use providerID.
 * @param providerID Identity of the machine at its cloud provider, as provider://id. Set once.
 * @param unschedulable Whether the node is cordoned: running pods stay and no new ones are placed. Defaults to false.
 * @param taints Marks that keep away, or drive out, pods which do not tolerate them.
 * @param configSource Deprecated: dynamic kubelet configuration was removed; configure the kubelet by file.
 * @param podCIDRs Ranges for pod IPs, at most one of IPv4 and one of IPv6; the first is podCIDR.
 */
@ApiType
public record NodeSpec(
        @Field(1) @Nullable String podCIDR,
        @Field(2) @Nullable String externalID,
        @Field(3) @Nullable String providerID,
        @Field(4) @Nullable Boolean unschedulable,
        @Field(value = 5, listType = ListType.ATOMIC) List<Taint> taints,
        @Field(6) @Nullable NodeConfigSource configSource,

        @Field(value = 7, listType = ListType.SET, merge = true) @Format(TextFormat.CIDR)
        List<String> podCIDRs) {
    public NodeSpec {
        taints = Immutable.list(taints);
        podCIDRs = Immutable.list(podCIDRs);
    }
}
