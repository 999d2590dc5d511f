package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How evenly a set of pods is spread over zones, nodes or other domains.
 *
 * @param maxSkew How many more pods a domain may have than the one with the fewest; at least 1.
 * @param topologyKey Node label whose values make up the domains, such as kubernetes.io/hostname.
 * @param whenUnsatisfiable What if the limit cannot be kept. One of DoNotSchedule (the pod waits) or ScheduleAnyway
 *     (only a preference).
 * @param labelSelector Labels of the pods that are counted, in the pod's own namespace.
 * @param minDomains While fewer domains than this qualify, the fewest pods are taken to be 0. Only with DoNotSchedule.
 *     Defaults to 1.
 * @param nodeAffinityPolicy Whether only nodes that the pod's affinity and selector allow count. One of Honor (yes),
 *     Ignore. Defaults to Honor.
 * @param nodeTaintsPolicy Whether only nodes whose taints the pod tolerates count. One of Honor (yes), Ignore. Defaults
 *     to Ignore.
 * @param matchLabelKeys Label keys whose values on the incoming pod are required of counted pods too, as with
 *     pod-template-hash. Needs labelSelector.
 */
@CrossChecked("AffinityRules")
@ApiType
public record TopologySpreadConstraint(
        @Field(value = 1, required = true) @Minimum(value = 1, message = "must be greater than zero")
        int maxSkew,

        @Field(value = 2, required = true) @Required("can not be empty") @Format(TextFormat.LABEL_KEY)
        String topologyKey,

        @Field(value = 3, required = true) @EnumOf({"DoNotSchedule", "ScheduleAnyway"})
        String whenUnsatisfiable,

        @Field(4) @Nullable LabelSelector labelSelector,

        @Field(value = 5, pointer = true) @Minimum(value = 1, message = "must be greater than zero") @Nullable
        Integer minDomains,

        @Field(value = 6, pointer = true) @EnumOf({"Honor", "Ignore"}) @Nullable
        String nodeAffinityPolicy,

        @Field(value = 7, pointer = true) @EnumOf({"Honor", "Ignore"}) @Nullable
        String nodeTaintsPolicy,

        @Field(value = 8, listType = ListType.ATOMIC) List<String> matchLabelKeys) {
    public TopologySpreadConstraint {
        matchLabelKeys = Immutable.list(matchLabelKeys);
    }
}
