package io.gantry.api.validation;

import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.CronJobSpec;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpec;
import io.gantry.api.batch.v1.PodFailurePolicy;
import io.gantry.api.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.gantry.api.batch.v1.PodFailurePolicyRule;
import io.gantry.api.batch.v1.SuccessPolicyRule;
import io.gantry.api.batch.v1.SuccessPolicyType;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.PodTemplateSpecType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.names.Names;
import java.util.List;

/** Jobs and cron jobs. */
final class JobRules {
    private static final int MAX_INDEXED_PARALLELISM = 100_000;
    /** A suffix of 11 characters makes the names of the jobs, which must be labels. */
    private static final int MAX_CRON_NAME = 52;

    private JobRules() {}

    static void job(Job job, FieldErrors errors) {
        spec(job.spec(), FieldPath.SPEC, errors);
        if ("Indexed".equals(job.spec().completionMode()) && job.metadata().name() != null) {
            Integer completions = job.spec().completions();
            String last = job.metadata().name() + "-" + (completions == null ? 0 : Math.max(0, completions - 1));
            List<String> wrong = Names.dns1123Label(last);
            if (!wrong.isEmpty() && Names.dns1123Label(job.metadata().name()).isEmpty()) {
                errors.invalid(
                        FieldPath.METADATA.child("name"),
                        job.metadata().name(),
                        "will not able to create pod with invalid DNS label: " + last);
            }
        }
    }

    private static void spec(JobSpec spec, FieldPath path, FieldErrors errors) {
        body(spec, path, errors);
        if (spec.selector() == null) {
            errors.required(path.child("selector"), "");
        } else {
            MetaV1LabelSelectorChecks.check(spec.selector(), path.child("selector"), errors);
            WorkloadRules.matches(spec.template(), spec.selector(), path.child("template"), errors);
        }
    }

    /** All but the selector, which the server adds to the job of a cron job. */
    private static void body(JobSpec spec, FieldPath path, FieldErrors errors) {
        boolean indexed = "Indexed".equals(spec.completionMode());
        if (indexed) {
            if (spec.completions() == null) {
                errors.required(path.child("completions"), "when completion mode is Indexed");
            }
            if (spec.parallelism() != null && spec.parallelism() > MAX_INDEXED_PARALLELISM) {
                errors.invalid(
                        path.child("parallelism"),
                        spec.parallelism(),
                        "must be less than or equal to " + MAX_INDEXED_PARALLELISM
                                + " when completion mode is Indexed");
            }
        }
        if (spec.backoffLimitPerIndex() != null && !indexed) {
            errors.invalid(
                    path.child("backoffLimitPerIndex"),
                    spec.backoffLimitPerIndex(),
                    "requires indexed completion mode");
        }
        if (spec.maxFailedIndexes() != null && spec.backoffLimitPerIndex() == null) {
            errors.required(path.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
        }
        failurePolicy(spec, path, errors);
        successPolicy(spec, path, indexed, errors);
        if (spec.managedBy() != null
                && (spec.managedBy().indexOf('/') < 0 || spec.managedBy().length() > 63)) {
            errors.invalid(
                    path.child("managedBy"),
                    spec.managedBy(),
                    "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
        FieldPath template = path.child("template");
        PodRules.template(spec.template(), template, errors);
        String restart = spec.template().spec().restartPolicy();
        FieldPath restartPath = template.child("spec").child("restartPolicy");
        if ("Always".equals(restart)) {
            errors.required(restartPath, "valid values: \"OnFailure\", \"Never\"");
        } else if (spec.podFailurePolicy() != null && !"Never".equals(restart)) {
            errors.invalid(restartPath, restart, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }

    private static void failurePolicy(JobSpec spec, FieldPath path, FieldErrors errors) {
        PodFailurePolicy policy = spec.podFailurePolicy();
        if (policy == null) {
            return;
        }
        FieldPath rules = path.child("podFailurePolicy").child("rules");
        for (int i = 0; i < policy.rules().size(); i++) {
            PodFailurePolicyRule rule = policy.rules().get(i);
            FieldPath place = rules.index(i);
            if (rule.action().equals("FailIndex") && spec.backoffLimitPerIndex() == null) {
                errors.invalid(place.child("action"), rule.action(), "requires the backoffLimitPerIndex to be set");
            }
            var codes = rule.onExitCodes();
            if (codes != null) {
                FieldPath codePath = place.child("onExitCodes");
                String container = codes.containerName();
                if (container != null
                        && spec.template().spec().containers().stream()
                                .noneMatch(each -> each.name().equals(container))
                        && spec.template().spec().initContainers().stream()
                                .noneMatch(each -> each.name().equals(container))) {
                    errors.invalid(
                            codePath.child("containerName"),
                            container,
                            "must be one of the container or initContainer names in the pod template");
                }
            }
            if (codes != null && !rule.onPodConditions().isEmpty()) {
                errors.invalid(place, "", "specifying both OnExitCodes and OnPodConditions is not supported");
            } else if (codes == null && rule.onPodConditions().isEmpty()) {
                errors.invalid(place, "", "specifying one of OnExitCodes and OnPodConditions is required");
            }
        }
    }

    static void check(PodFailurePolicyOnExitCodesRequirement codes, FieldPath path, FieldErrors errors) {
        if (codes.values().isEmpty()) {
            errors.invalid(path.child("values"), codes.values(), "at least one value is required");
        }
        for (int i = 0; i < codes.values().size(); i++) {
            if (codes.operator().equals("In") && codes.values().get(i) == 0) {
                errors.invalid(path.child("values").index(i), 0, "must not be 0 for the In operator");
            }
        }
    }

    private static void successPolicy(JobSpec spec, FieldPath path, boolean indexed, FieldErrors errors) {
        if (spec.successPolicy() == null) {
            return;
        }
        if (!indexed) {
            errors.invalidRecord(
                    path.child("successPolicy"),
                    SuccessPolicyType.TYPE,
                    spec.successPolicy(),
                    "requires indexed completion mode");
        } else {
            BatchV1SuccessPolicyChecks.check(spec.successPolicy(), path.child("successPolicy"), errors);
        }
    }

    static void check(SuccessPolicyRule rule, FieldPath path, FieldErrors errors) {
        if (rule.succeededCount() == null && rule.succeededIndexes() == null) {
            errors.required(path, "at least one of succeededCount or succeededIndexes must be specified");
        }
    }

    static void jobUpdate(Job updated, Job old, FieldErrors errors) {
        job(updated, errors);
        JobSpec after = updated.spec();
        JobSpec before = old.spec();
        boolean elastic = "Indexed".equals(after.completionMode())
                && after.completions() != null
                && after.completions().equals(after.parallelism());
        if (!elastic) {
            errors.immutable(FieldPath.SPEC.child("completions"), after.completions(), before.completions());
        }
        template(updated, old, errors);
    }

    /** A job that never ran, or rests, may still be given another place. */
    private static void template(Job updated, Job old, FieldErrors errors) {
        PodTemplateSpec after = updated.spec().template();
        PodTemplateSpec before = old.spec().template();
        PodTemplateSpec comparable = after;
        if (Boolean.TRUE.equals(old.spec().suspend()) && old.status().startTime() == null) {
            comparable = new PodTemplateSpec(
                    ObjectMetaBuilder.of(after.metadata())
                            .labels(before.metadata().labels())
                            .annotations(before.metadata().annotations())
                            .build(),
                    PodSpecBuilder.of(after.spec())
                            .affinity(before.spec().affinity())
                            .nodeSelector(before.spec().nodeSelector())
                            .tolerations(before.spec().tolerations())
                            .schedulingGates(before.spec().schedulingGates())
                            .build());
        }
        errors.immutableRecord(FieldPath.SPEC.child("template"), PodTemplateSpecType.TYPE, comparable, before);
    }

    static void cronJob(CronJob cronJob, FieldErrors errors) {
        CronJobSpec spec = cronJob.spec();
        String name = cronJob.metadata().name();
        if (name != null && name.length() > MAX_CRON_NAME) {
            errors.invalid(
                    FieldPath.METADATA.child("name"), name, "must be no more than " + MAX_CRON_NAME + " characters");
        }
        FieldPath template = FieldPath.SPEC.child("jobTemplate");
        body(spec.jobTemplate().spec(), template.child("spec"), errors);
        if (Boolean.TRUE.equals(spec.jobTemplate().spec().manualSelector())) {
            errors.notSupported(template.child("spec").child("manualSelector"), true, List.of("nil", "false"));
        }
    }
}
