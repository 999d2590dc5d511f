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
 * The pods a Deployment keeps running and the rules for replacing them.
 *
 * @param replicas How many pods to run. Defaults to 1 when absent; 0 is allowed and means none.
 * @param selector Labels by which the Deployment recognizes its pods and ReplicaSets. The template has to carry them.
 *     Immutable in apps/v1.
 * @param template The pod to make copies of. Changing it starts a rollout. The restart policy has to be Always.
 * @param strategy How old pods make way for new ones during a rollout.
 * @param minReadySeconds Seconds a fresh pod has to remain ready before the rollout counts it as available. Defaults to
 *     0.
 * @param revisionHistoryLimit How many ReplicaSets of earlier templates to keep, without pods, for a rollback. Defaults
 *     to 10.
 * @param paused While true, changes of the template start no rollout; scaling still works.
 * @param progressDeadlineSeconds Seconds a rollout may go on without progress until it is reported as failed, with
 *     reason ProgressDeadlineExceeded. It is not undone. Defaults to 600; a paused Deployment is not judged.
 */
@ApiType
public record DeploymentSpec(
        @Field(value = 1, pointer = true) @Default("1") @Minimum(0) @Nullable
        Integer replicas,

        @Field(value = 2, required = true) @Required @ImmutableField @Nullable
        LabelSelector selector,

        @Field(value = 3, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 4, always = true, retainKeys = true) DeploymentStrategy strategy,
        @Field(5) @Minimum(0) @Nullable Integer minReadySeconds,

        @Field(value = 6, pointer = true) @Default("10") @Minimum(0) @Nullable
        Integer revisionHistoryLimit,

        @Field(7) @Nullable Boolean paused,

        @Field(value = 9, pointer = true) @Default("600") @Minimum(0) @Nullable
        Integer progressDeadlineSeconds) {}
