package io.gantry.api.apps.v1;

import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * The pods a ReplicaSet keeps running.
 *
 * @param replicas How many pods to run. Defaults to 1 when absent; 0 is allowed.
 * @param selector Labels by which the ReplicaSet finds its pods. The labels of the template have to satisfy it.
 *     Immutable in apps/v1.
 * @param template The pod made when there are too few. A change affects only pods made later.
 * @param minReadySeconds Seconds a new pod has to stay ready before it is taken as available. Defaults to 0.
 */
@ApiType
public record ReplicaSetSpec(
        @Field(value = 1, pointer = true) @Default("1") @Minimum(0) @Nullable
        Integer replicas,

        @Field(value = 2, required = true) @Required @ImmutableField @Nullable
        LabelSelector selector,

        @Field(value = 3, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(4) @Minimum(0) @Nullable Integer minReadySeconds) {}
