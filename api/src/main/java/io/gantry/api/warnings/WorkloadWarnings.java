package io.gantry.api.warnings;

import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.DaemonSet;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.apps.v1.StatefulSetSpec;
import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpec;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldPath;
import java.util.List;

/** What makes pods from a template. */
final class WorkloadWarnings {
    private static final FieldPath TEMPLATE = FieldPath.SPEC.child("template");

    /** With more completions and more parallelism than these, a job may lose count of failed indexes. */
    private static final int MANY_COMPLETIONS = 100_000;

    private static final int MUCH_PARALLELISM = 10_000;

    private WorkloadWarnings() {}

    /**
     * @param created it is new
     * @param moved it is new, or what is desired has changed
     */
    static void check(KubeObject object, boolean created, boolean moved, List<String> warnings) {
        boolean namesPods =
                !(object instanceof Deployment || object instanceof DaemonSet || object instanceof StatefulSet);
        if (created && namesPods) {
            name(object, "Pod names and hostnames", warnings);
        }
        if (moved) {
            ofTemplate(object, warnings);
        }
        if (object instanceof StatefulSet set) {
            ofSet(set.spec(), created, warnings);
        }
        if (object instanceof CronJob job && !created && job.spec().schedule().contains("TZ")) {
            warnings.add("cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see "
                    + "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details");
        }
    }

    private static void ofTemplate(KubeObject object, List<String> warnings) {
        switch (object) {
            case ReplicationController controller ->
                PodWarnings.template(controller.spec().template(), TEMPLATE, warnings);
            case ReplicaSet set -> PodWarnings.template(set.spec().template(), TEMPLATE, warnings);
            case Deployment deployment -> PodWarnings.template(deployment.spec().template(), TEMPLATE, warnings);
            case DaemonSet set -> PodWarnings.template(set.spec().template(), TEMPLATE, warnings);
            case StatefulSet set -> PodWarnings.template(set.spec().template(), TEMPLATE, warnings);
            case Job job -> job(job.spec(), FieldPath.SPEC, warnings);
            case CronJob job -> {
                FieldPath path = FieldPath.SPEC.child("jobTemplate").child("spec");
                job(job.spec().jobTemplate().spec(), path, warnings);
            }
            default -> {}
        }
    }

    private static void job(JobSpec spec, FieldPath path, List<String> warnings) {
        if ("Indexed".equals(spec.completionMode())
                && spec.completions() != null
                && spec.completions() > MANY_COMPLETIONS
                && spec.parallelism() != null
                && spec.parallelism() > MUCH_PARALLELISM) {
            warnings.add(path + ": In Indexed Jobs with a number of completions higher than 10^5 and a parallelism "
                    + "higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of "
                    + "indexes fail");
        }
        PodWarnings.template(spec.template(), path.child("template"), warnings);
    }

    /** The path of a claim has another form on an update. */
    private static void ofSet(StatefulSetSpec spec, boolean created, List<String> warnings) {
        for (int i = 0; i < spec.volumeClaimTemplates().size(); i++) {
            FieldPath path = FieldPath.SPEC.child("volumeClaimTemplates").index(i);
            StorageWarnings.claimSpec(
                    spec.volumeClaimTemplates().get(i).spec(), created ? path : path.child("Spec"), warnings);
        }
        if (spec.revisionHistoryLimit() != null && spec.revisionHistoryLimit() < 0) {
            warnings.add("spec.revisionHistoryLimit: a negative value retains all historical revisions; "
                    + "a value >= 0 is recommended");
        }
    }

    /** A name that becomes part of names of hosts, and is none. */
    static void name(KubeObject object, String use, List<String> warnings) {
        List<String> errors = Names.dns1123Label(object.name());
        if (!errors.isEmpty()) {
            warnings.add("metadata.name: this is used in " + use + ", which can result in surprising behavior; "
                    + "a DNS label is recommended: [" + String.join(" ", errors) + "]");
        }
    }
}
