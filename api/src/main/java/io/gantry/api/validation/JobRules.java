package io.gantry.api.validation;

import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.CronJobSpec;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpec;
import io.gantry.api.batch.v1.PodFailurePolicy;
import io.gantry.api.batch.v1.PodFailurePolicyRule;
import io.gantry.api.batch.v1.PodFailurePolicyType;
import io.gantry.api.batch.v1.SuccessPolicyRule;
import io.gantry.api.batch.v1.SuccessPolicyType;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.PodTemplateSpecType;
import io.gantry.api.meta.v1.LabelSelectorType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.names.Names;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs and cron jobs. */
final class JobRules {
    private static final int MAX_INDEXED_PARALLELISM = 100_000;
    /** A suffix of 11 characters makes the names of the jobs, which must be labels. */
    private static final int MAX_CRON_NAME = 52;

    private static final List<String> MODES = List.of("NonIndexed", "Indexed");

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
            SelectorRules.selector(spec.selector(), path.child("selector"), errors);
            WorkloadRules.matches(spec.template(), spec.selector(), path.child("template"), errors);
        }
    }

    /** All but the selector, which the server adds to the job of a cron job. */
    private static void body(JobSpec spec, FieldPath path, FieldErrors errors) {
        errors.nonNegative(path.child("parallelism"), spec.parallelism());
        errors.nonNegative(path.child("completions"), spec.completions());
        errors.nonNegative(path.child("activeDeadlineSeconds"), spec.activeDeadlineSeconds());
        errors.nonNegative(path.child("backoffLimit"), spec.backoffLimit());
        errors.nonNegative(path.child("ttlSecondsAfterFinished"), spec.ttlSecondsAfterFinished());
        errors.nonNegative(path.child("backoffLimitPerIndex"), spec.backoffLimitPerIndex());
        errors.nonNegative(path.child("maxFailedIndexes"), spec.maxFailedIndexes());
        String mode = spec.completionMode();
        boolean indexed = "Indexed".equals(mode);
        if (mode != null && !MODES.contains(mode)) {
            errors.notSupported(path.child("completionMode"), mode, MODES);
        }
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
        errors.optionalOneOf(
                path.child("podReplacementPolicy"),
                spec.podReplacementPolicy(),
                List.of("TerminatingOrFailed", "Failed"));
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
        if (policy.rules().size() > 20) {
            errors.tooMany(rules, policy.rules().size(), 20);
        }
        for (int i = 0; i < policy.rules().size(); i++) {
            PodFailurePolicyRule rule = policy.rules().get(i);
            FieldPath place = rules.index(i);
            errors.oneOf(place.child("action"), rule.action(), List.of("Count", "FailIndex", "FailJob", "Ignore"));
            if (rule.action().equals("FailIndex") && spec.backoffLimitPerIndex() == null) {
                errors.invalid(place.child("action"), rule.action(), "requires the backoffLimitPerIndex to be set");
            }
            var codes = rule.onExitCodes();
            if (codes != null) {
                FieldPath codePath = place.child("onExitCodes");
                errors.oneOf(codePath.child("operator"), codes.operator(), List.of("In", "NotIn"));
                if (codes.values().isEmpty()) {
                    errors.invalid(codePath.child("values"), codes.values(), "at least one value is required");
                }
                for (int j = 0; j < codes.values().size(); j++) {
                    if (codes.operator().equals("In") && codes.values().get(j) == 0) {
                        errors.invalid(codePath.child("values").index(j), 0, "must not be 0 for the In operator");
                    }
                }
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

    private static void successPolicy(JobSpec spec, FieldPath path, boolean indexed, FieldErrors errors) {
        if (spec.successPolicy() == null) {
            return;
        }
        FieldPath rules = path.child("successPolicy").child("rules");
        if (!indexed) {
            errors.invalidRecord(
                    path.child("successPolicy"),
                    SuccessPolicyType.TYPE,
                    spec.successPolicy(),
                    "requires indexed completion mode");
            return;
        }
        List<SuccessPolicyRule> all = spec.successPolicy().rules();
        if (all.isEmpty()) {
            errors.required(rules, "at least one rules must be specified when the successPolicy is specified");
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).succeededCount() == null && all.get(i).succeededIndexes() == null) {
                errors.required(rules.index(i), "at least one of succeededCount or succeededIndexes must be specified");
            }
            Integer count = all.get(i).succeededCount();
            if (count != null && count <= 0) {
                errors.invalid(rules.index(i).child("succeededCount"), count, "must be greater than 0");
            }
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
        errors.immutableRecord(
                FieldPath.SPEC.child("selector"), LabelSelectorType.TYPE, after.selector(), before.selector());
        template(updated, old, errors);
        errors.immutable(FieldPath.SPEC.child("completionMode"), after.completionMode(), before.completionMode());
        errors.immutableRecord(
                FieldPath.SPEC.child("podFailurePolicy"),
                PodFailurePolicyType.TYPE,
                after.podFailurePolicy(),
                before.podFailurePolicy());
        errors.immutableRecord(
                FieldPath.SPEC.child("successPolicy"),
                SuccessPolicyType.TYPE,
                after.successPolicy(),
                before.successPolicy());
        errors.immutable(
                FieldPath.SPEC.child("backoffLimitPerIndex"),
                after.backoffLimitPerIndex(),
                before.backoffLimitPerIndex());
        errors.immutable(FieldPath.SPEC.child("managedBy"), after.managedBy(), before.managedBy());
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
        FieldPath schedule = FieldPath.SPEC.child("schedule");
        if (spec.schedule().isEmpty()) {
            errors.required(schedule, "");
        } else if (spec.schedule().contains("TZ")) {
            errors.invalid(
                    schedule, spec.schedule(), "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        } else {
            errors.invalid(schedule, spec.schedule(), CronSyntax.check(spec.schedule()));
        }
        errors.nonNegative(FieldPath.SPEC.child("startingDeadlineSeconds"), spec.startingDeadlineSeconds());
        timeZone(spec.timeZone(), errors);
        errors.oneOf(
                FieldPath.SPEC.child("concurrencyPolicy"),
                spec.concurrencyPolicy(),
                List.of("Allow", "Forbid", "Replace"));
        FieldPath template = FieldPath.SPEC.child("jobTemplate");
        body(spec.jobTemplate().spec(), template.child("spec"), errors);
        if (Boolean.TRUE.equals(spec.jobTemplate().spec().manualSelector())) {
            errors.notSupported(template.child("spec").child("manualSelector"), true, List.of("nil", "false"));
        }
        errors.nonNegative(FieldPath.SPEC.child("successfulJobsHistoryLimit"), spec.successfulJobsHistoryLimit());
        errors.nonNegative(FieldPath.SPEC.child("failedJobsHistoryLimit"), spec.failedJobsHistoryLimit());
    }

    private static void timeZone(@Nullable String zone, FieldErrors errors) {
        FieldPath path = FieldPath.SPEC.child("timeZone");
        if (zone == null) {
            return;
        }
        if (zone.isEmpty()) {
            errors.invalid(path, zone, "timeZone must be nil or non-empty string");
        } else if (zone.equalsIgnoreCase("Local")) {
            errors.invalid(
                    path, zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        } else {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                errors.invalid(path, zone, "unknown time zone " + zone);
            }
        }
    }
}
