package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a set of pods and the topology domain (such as node or zone) to share with them or to keep out of.
 *
 * @param labelSelector Labels of the pods that are meant. Absent matches none of them.
 * @param namespaces Names of namespaces to look for pods in, besides those of namespaceSelector. With neither, the
 *     pod's own namespace counts.
 * @param topologyKey Node label whose values make up the domains, such as topology.kubernetes.io/zone. Required.
 * @param namespaceSelector Labels of namespaces to look for pods in; an empty selector means every namespace.
 * @param matchLabelKeys Label keys whose values on the incoming pod are required of the others too, as with
 *     pod-template-hash. Needs labelSelector.
 * @param mismatchLabelKeys Label keys whose values on the incoming pod the others must not have. Needs labelSelector.
 */
@CrossChecked("AffinityRules")
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
