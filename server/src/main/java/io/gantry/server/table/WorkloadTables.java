package io.gantry.server.table;

import io.gantry.api.Kind;
import io.gantry.api.apps.v1.ControllerRevision;
import io.gantry.api.apps.v1.ControllerRevisionType;
import io.gantry.api.apps.v1.DaemonSet;
import io.gantry.api.apps.v1.DaemonSetType;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.apps.v1.StatefulSetType;
import io.gantry.api.autoscaling.v1.Scale;
import io.gantry.api.autoscaling.v1.ScaleType;
import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.CronJobType;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobCondition;
import io.gantry.api.batch.v1.JobType;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ReplicationControllerType;
import io.gantry.api.meta.v1.OwnerReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kinds that make pods. */
final class WorkloadTables {
    private static final List<Column> TEMPLATE =
            List.of(Column.wide("Containers"), Column.wide("Images"), Column.wide("Selector"));

    private WorkloadTables() {}

    private static List<Column> withTemplate(Column... columns) {
        List<Column> all = new java.util.ArrayList<>(List.of(columns));
        all.addAll(TEMPLATE);
        return all;
    }

    static void addTo(Map<Kind<?>, TableKind<?>> kinds) {
        kinds.put(
                DeploymentType.KIND,
                new TableKind<Deployment>(
                        withTemplate(
                                Column.of("Name"),
                                Column.of("Ready"),
                                Column.of("Up-to-date"),
                                Column.of("Available"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.number(object.status().readyReplicas()) + "/"
                                        + Cells.number(object.spec().replicas()),
                                Cells.number(object.status().updatedReplicas()),
                                Cells.number(object.status().availableReplicas()),
                                Cells.age(object, now),
                                Cells.containers(object.spec().template().spec()),
                                Cells.images(object.spec().template().spec()),
                                Cells.selector(object.spec().selector()))));
        kinds.put(
                ReplicaSetType.KIND,
                new TableKind<ReplicaSet>(
                        withTemplate(
                                Column.of("Name"),
                                Column.number("Desired"),
                                Column.number("Current"),
                                Column.number("Ready"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.number(object.spec().replicas()),
                                object.status().replicas(),
                                Cells.number(object.status().readyReplicas()),
                                Cells.age(object, now),
                                Cells.containers(object.spec().template().spec()),
                                Cells.images(object.spec().template().spec()),
                                Cells.selector(object.spec().selector()))));
        kinds.put(
                ReplicationControllerType.KIND,
                new TableKind<ReplicationController>(
                        withTemplate(
                                Column.of("Name"),
                                Column.number("Desired"),
                                Column.number("Current"),
                                Column.number("Ready"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.number(object.spec().replicas()),
                                object.status().replicas(),
                                Cells.number(object.status().readyReplicas()),
                                Cells.age(object, now),
                                object.spec().template() == null
                                        ? ""
                                        : Cells.containers(
                                                object.spec().template().spec()),
                                object.spec().template() == null
                                        ? ""
                                        : Cells.images(object.spec().template().spec()),
                                Cells.labels(object.spec().selector()))));
        kinds.put(
                StatefulSetType.KIND,
                new TableKind<StatefulSet>(
                        List.of(
                                Column.of("Name"),
                                Column.of("Ready"),
                                Column.of("Age"),
                                Column.wide("Containers"),
                                Column.wide("Images")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.number(object.status().readyReplicas()) + "/"
                                        + Cells.number(object.spec().replicas()),
                                Cells.age(object, now),
                                Cells.containers(object.spec().template().spec()),
                                Cells.images(object.spec().template().spec()))));
        kinds.put(
                DaemonSetType.KIND,
                new TableKind<DaemonSet>(
                        withTemplate(
                                Column.of("Name"),
                                Column.number("Desired"),
                                Column.number("Current"),
                                Column.number("Ready"),
                                Column.number("Up-to-date"),
                                Column.number("Available"),
                                Column.of("Node Selector"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                object.status().desiredNumberScheduled(),
                                object.status().currentNumberScheduled(),
                                object.status().numberReady(),
                                Cells.number(object.status().updatedNumberScheduled()),
                                Cells.number(object.status().numberAvailable()),
                                Cells.labels(object.spec().template().spec().nodeSelector()),
                                Cells.age(object, now),
                                Cells.containers(object.spec().template().spec()),
                                Cells.images(object.spec().template().spec()),
                                Cells.selector(object.spec().selector()))));
        kinds.put(
                JobType.KIND,
                new TableKind<Job>(
                        withTemplate(
                                Column.of("Name"),
                                Column.of("Status"),
                                Column.of("Completions"),
                                Column.of("Duration"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                status(object),
                                completions(object),
                                duration(object, now),
                                Cells.age(object, now),
                                Cells.containers(object.spec().template().spec()),
                                Cells.images(object.spec().template().spec()),
                                Cells.selector(object.spec().selector()))));
        kinds.put(
                CronJobType.KIND,
                new TableKind<CronJob>(
                        withTemplate(
                                Column.of("Name"),
                                Column.of("Schedule"),
                                Column.of("Timezone"),
                                Column.truth("Suspend"),
                                Column.number("Active"),
                                Column.of("Last Schedule"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                object.spec().schedule(),
                                Cells.text(object.spec().timeZone(), Cells.NONE),
                                object.spec().suspend() == null
                                        ? Cells.UNSET
                                        : object.spec().suspend() ? "True" : "False",
                                object.status().active().size(),
                                object.status().lastScheduleTime() == null
                                        ? Cells.NONE
                                        : Cells.since(object.status().lastScheduleTime(), now),
                                Cells.age(object, now),
                                Cells.containers(object.spec()
                                        .jobTemplate()
                                        .spec()
                                        .template()
                                        .spec()),
                                Cells.images(object.spec()
                                        .jobTemplate()
                                        .spec()
                                        .template()
                                        .spec()),
                                Cells.selector(
                                        object.spec().jobTemplate().spec().selector()))));
        kinds.put(
                ControllerRevisionType.KIND,
                new TableKind<ControllerRevision>(
                        List.of(Column.of("Name"), Column.of("Controller"), Column.of("Revision"), Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                object.metadata().ownerReferences().stream()
                                        .filter(owner -> Boolean.TRUE.equals(owner.controller()))
                                        .map(WorkloadTables::owner)
                                        .findFirst()
                                        .orElse(Cells.NONE),
                                object.revision(),
                                Cells.age(object, now))));
        kinds.put(
                ScaleType.KIND,
                new TableKind<Scale>(
                        List.of(
                                Column.of("Name"),
                                Column.number("Desired"),
                                Column.number("Available"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.number(object.spec().replicas()),
                                object.status().replicas(),
                                Cells.age(object, now))));
    }

    private static String owner(OwnerReference owner) {
        int slash = owner.apiVersion().indexOf('/');
        String group = slash < 0 ? "" : "." + owner.apiVersion().substring(0, slash);
        return (owner.kind() + group).toLowerCase(Locale.ROOT) + "/" + owner.name();
    }

    private static String status(Job job) {
        if (holds(job, "Complete")) {
            return "Complete";
        }
        if (holds(job, "Failed")) {
            return "Failed";
        }
        if (job.metadata().deletionTimestamp() != null) {
            return "Terminating";
        }
        for (String type : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (holds(job, type)) {
                return type;
            }
        }
        return "Running";
    }

    private static boolean holds(Job job, String type) {
        for (JobCondition condition : job.status().conditions()) {
            if (condition.type().equals(type) && condition.status().equals("True")) {
                return true;
            }
        }
        return false;
    }

    private static String completions(Job job) {
        int succeeded = Cells.number(job.status().succeeded());
        if (job.spec().completions() != null) {
            return succeeded + "/" + job.spec().completions();
        }
        int parallelism = Cells.number(job.spec().parallelism());
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(Job job, Instant now) {
        Instant start = job.status().startTime();
        if (start == null) {
            return "";
        }
        Instant end = job.status().completionTime();
        return Cells.human(Duration.between(start, end == null ? now : end));
    }
}
