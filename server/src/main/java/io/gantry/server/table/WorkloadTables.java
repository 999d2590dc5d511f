package io.gantry.server.table;

import io.gantry.api.apps.v1.ControllerRevision;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobCondition;
import io.gantry.api.meta.v1.OwnerReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kinds that make pods. */
final class WorkloadTables {
    private WorkloadTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("deployment", (RowFunction<Deployment>) (object, now) ->
                List.of(ready(object.status().readyReplicas(), object.spec().replicas())));
        functions.put("statefulSet", (RowFunction<StatefulSet>) (object, now) ->
                List.of(ready(object.status().readyReplicas(), object.spec().replicas())));
        functions.put("job", (RowFunction<Job>)
                (object, now) -> List.of(status(object), completions(object), duration(object, now)));
        functions.put("cronJob", (RowFunction<CronJob>) (object, now) -> {
            Boolean suspend = object.spec().suspend();
            return List.of(suspend == null ? Cells.UNSET : suspend ? "True" : "False");
        });
        functions.put("controllerRevision", (RowFunction<ControllerRevision>)
                (object, now) -> List.of(object.metadata().ownerReferences().stream()
                        .filter(owner -> Boolean.TRUE.equals(owner.controller()))
                        .map(WorkloadTables::owner)
                        .findFirst()
                        .orElse(Cells.NONE)));
    }

    private static String ready(@Nullable Integer ready, @Nullable Integer desired) {
        return Cells.number(ready) + "/" + Cells.number(desired);
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
