package io.gantry.api.apps.v1;

import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * What a DaemonSet runs on the nodes of the cluster.
 *
 * @param selector Labels by which the DaemonSet finds its pods. The labels of the template have to satisfy it.
 *     Immutable in apps/v1.
 * @param template The pod to run on each eligible node. Its restart policy must be Always; node selector, affinity and
 *     tolerations decide which nodes are eligible.
 * @param updateStrategy How running pods are replaced after a change of the template.
 * @param minReadySeconds Seconds a new pod has to stay ready before it is taken as available. Defaults to 0.
 * @param revisionHistoryLimit How many superseded revisions of the template are kept for a rollback. Defaults to 10.
 */
@ApiType
public record DaemonSetSpec(
        @Field(value = 1, required = true) @ImmutableField @Nullable
        LabelSelector selector,

        @Field(value = 2, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 3, always = true) DaemonSetUpdateStrategy updateStrategy,
        @Field(4) @Minimum(0) @Nullable Integer minReadySeconds,

        @Field(value = 6, pointer = true) @Default("10") @Minimum(0) @Nullable
        Integer revisionHistoryLimit) {}
