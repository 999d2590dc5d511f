package io.gantry.api.batch.v1;

import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * How a Job runs its pods and when it is done.
 *
 * @param parallelism How many pods may run at the same time. Defaults to 1; 0 pauses the Job.
 * @param completions How many pods must succeed. Without it, one success ends the Job and the other pods finish their
 *     work. Immutable, except together with parallelism for Indexed Jobs.
 * @param activeDeadlineSeconds Seconds after its start at which a Job that is not done is stopped and fails. Must be
 *     positive; no limit when absent.
 * @param selector Labels of the pods that belong to the Job. Normally left out: the system fills in a unique label.
 *     Immutable.
 * @param manualSelector True if you chose the selector and the pod labels yourself and see to it that no other pods
 *     match. Leave it out otherwise.
 * @param template The pod to run. Its restart policy must be Never or OnFailure. Mostly immutable.
 * @param backoffLimit How many failures are retried before the whole Job fails. Defaults to 6, or to no limit when
 *     backoffLimitPerIndex is given.
 * @param ttlSecondsAfterFinished Seconds after the end of the Job at which it is deleted together with its pods. 0
 *     deletes it at once; without it the Job stays.
 * @param completionMode NonIndexed treats all pods as equal; Indexed gives each an index from 0 to completions minus 1,
 *     each of which has to succeed. Defaults to NonIndexed. Immutable.
 * @param suspend While true the Job has no pods. Setting it on a running Job deletes its pods; the clock of
 *     activeDeadlineSeconds starts anew when it goes on. Defaults to false.
 * @param podFailurePolicy Rules that decide by exit codes or pod conditions what a failed pod means. Without it each
 *     failure counts against backoffLimit. Needs restart policy Never. Immutable.
 * @param backoffLimitPerIndex How many failures of one index are retried before that index fails. Only for Indexed Jobs
 *     with restart policy Never. Immutable.
 * @param maxFailedIndexes How many indexes may fail before the whole Job fails. Without it the Job works through all
 *     indexes. Only together with backoffLimitPerIndex.
 * @param podReplacementPolicy When a pod is replaced: TerminatingOrFailed as soon as it is being deleted, Failed once
 *     it has ended. Failed is the default, and the sole choice, with podFailurePolicy; else it is TerminatingOrFailed.
 * @param managedBy Name of another controller that is to run this Job, such as example.com/queue. Absent or
 *     kubernetes.io/job-controller means the built-in one. At most 63 characters; immutable.
 * @param successPolicy Rules by which a Job succeeds before all its indexes did. Allowed for Indexed Jobs only.
 *     Immutable.
 */
@ApiType
public record JobSpec(
        @Field(value = 1, pointer = true) @Minimum(0) @Nullable
        Integer parallelism,

        @Field(value = 2, pointer = true) @Minimum(0) @Nullable
        Integer completions,

        @Field(value = 3, pointer = true) @Minimum(0) @Nullable
        Long activeDeadlineSeconds,

        @Field(4) @ByHand("the job of a cron job has none yet") @ImmutableField @Nullable
        LabelSelector selector,

        @Field(value = 5, pointer = true) @Default("false") @Nullable
        Boolean manualSelector,

        @Field(value = 6, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 7, pointer = true) @Minimum(0) @Nullable
        Integer backoffLimit,

        @Field(value = 8, pointer = true) @Minimum(0) @Nullable
        Integer ttlSecondsAfterFinished,

        @Field(value = 9, pointer = true)
        @Default("NonIndexed")
        @EnumOf({"NonIndexed", "Indexed"})
        @ImmutableField
        @Nullable
        String completionMode,

        @Field(value = 10, pointer = true) @Default("false") @Nullable
        Boolean suspend,

        @Field(11) @ImmutableField @Nullable PodFailurePolicy podFailurePolicy,

        @Field(value = 12, pointer = true) @Minimum(0) @ImmutableField @Nullable
        Integer backoffLimitPerIndex,

        @Field(value = 13, pointer = true) @Minimum(0) @Nullable
        Integer maxFailedIndexes,

        @Field(value = 14, pointer = true) @EnumOf({"Failed", "TerminatingOrFailed"}) @Nullable
        String podReplacementPolicy,

        @Field(value = 15, pointer = true) @ImmutableField @Nullable
        String managedBy,

        @Field(16) @ByHand("only of an indexed job") @ImmutableField @Nullable
        SuccessPolicy successPolicy) {}
