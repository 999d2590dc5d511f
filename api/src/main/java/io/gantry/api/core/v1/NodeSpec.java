package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeSpec} of {@code v1}. */
@ApiType
public record NodeSpec(
        @Field(1) @Nullable String podCIDR,
        @Field(2) @Nullable String externalID,
        @Field(3) @Nullable String providerID,
        @Field(4) @Nullable Boolean unschedulable,
        @Field(value = 5, listType = ListType.ATOMIC) List<Taint> taints,
        @Field(6) @Nullable NodeConfigSource configSource,

        @Field(value = 7, listType = ListType.SET, merge = true)
        List<String> podCIDRs) {
    public NodeSpec {
        taints = Immutable.list(taints);
        podCIDRs = Immutable.list(podCIDRs);
    }
}
