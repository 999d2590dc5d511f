package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TopologySpreadConstraint} of {@code v1}. */
@ApiType
public record TopologySpreadConstraint(
        @Field(value = 1, required = true) int maxSkew,
        @Field(value = 2, required = true) String topologyKey,
        @Field(value = 3, required = true) String whenUnsatisfiable,
        @Field(4) @Nullable LabelSelector labelSelector,
        @Field(value = 5, pointer = true) @Nullable Integer minDomains,
        @Field(value = 6, pointer = true) @Nullable String nodeAffinityPolicy,
        @Field(value = 7, pointer = true) @Nullable String nodeTaintsPolicy,
        @Field(value = 8, listType = ListType.ATOMIC) List<String> matchLabelKeys) {
    public TopologySpreadConstraint {
        matchLabelKeys = Immutable.list(matchLabelKeys);
    }
}
