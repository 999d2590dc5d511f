package io.gantry.api.warning;

import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.JobSpec;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldPath;
import java.util.List;

/** What the kinds that make pods say besides what their templates say. */
final class WorkloadWarnings {
    private static final int MANY_COMPLETIONS = 100_000;
    private static final int MANY_AT_ONCE = 10_000;

    private WorkloadWarnings() {}

    /** @param use whose name the object's name becomes */
    static void name(String name, String use, List<String> warnings) {
        List<String> wrong = Names.dns1123Label(name);
        if (!wrong.isEmpty()) {
            warnings.add("metadata.name: this is used in " + use
                    + ", which can result in surprising behavior; a DNS label is recommended: ["
                    + String.join(" ", wrong) + "]");
        }
    }

    static void template(PodTemplateSpec template, FieldPath path, List<String> warnings) {
        PodWarnings.check(template.metadata(), template.spec(), true, path, warnings);
    }

    static void job(JobSpec spec, FieldPath path, List<String> warnings) {
        if ("Indexed".equals(spec.completionMode())
                && spec.completions() != null
                && spec.completions() > MANY_COMPLETIONS
                && spec.parallelism() != null
                && spec.parallelism() > MANY_AT_ONCE) {
            warnings.add(path + ": In Indexed Jobs with a number of completions higher than 10^5 and a parallelism"
                    + " higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of"
                    + " indexes fail");
        }
        template(spec.template(), path.child("template"), warnings);
    }

    /** An old schedule may still say its zone; a new one is refused. */
    static void schedule(CronJob job, List<String> warnings) {
        if (job.spec().schedule().contains("TZ")) {
            warnings.add("cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see"
                    + " https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details");
        }
    }

    /** @param spec what Kubernetes calls a claim's spec in the paths of its warnings; empty for nothing */
    static void statefulSet(StatefulSet set, String spec, List<String> warnings) {
        for (int i = 0; i < set.spec().volumeClaimTemplates().size(); i++) {
            FieldPath at = FieldPath.SPEC.child("volumeClaimTemplates").index(i);
            StorageWarnings.claim(
                    set.spec().volumeClaimTemplates().get(i).spec(), spec.isEmpty() ? at : at.child(spec), warnings);
        }
        if (set.spec().revisionHistoryLimit() != null && set.spec().revisionHistoryLimit() < 0) {
            warnings.add("spec.revisionHistoryLimit: a negative value retains all historical revisions;"
                    + " a value >= 0 is recommended");
        }
    }
}
