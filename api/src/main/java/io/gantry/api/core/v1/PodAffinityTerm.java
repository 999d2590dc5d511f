package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodAffinityTerm} of {@code v1}. */
@ApiType
public record PodAffinityTerm(
        @Field(1) @Nullable LabelSelector labelSelector,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> namespaces,
        @Field(value = 3, required = true) String topologyKey,
        @Field(4) @Nullable LabelSelector namespaceSelector,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> matchLabelKeys,
        @Field(value = 6, listType = ListType.ATOMIC) List<String> mismatchLabelKeys) {
    public PodAffinityTerm {
        namespaces = Immutable.list(namespaces);
        matchLabelKeys = Immutable.list(matchLabelKeys);
        mismatchLabelKeys = Immutable.list(mismatchLabelKeys);
    }
}
