package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.base.Time;
import io.gantry.server.metrics.AdmissionMetrics;
import io.gantry.server.metrics.AdmissionMetrics.Half;
import io.gantry.server.metrics.AdmissionMetrics.Series;
import io.gantry.server.request.RequestTrace;
import io.gantry.store.Op;
import io.gantry.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several steps, one after the other, each timed under its plugin's name in Kubernetes. The clock is read once between two
 * plugins that are timed, since the end of one is the beginning of the next. Thread-safe.
 */
public final class TimedAdmission implements Admission {
    /**
     * @param admits the times of its first half; null when it changes nothing
     * @param validates the times of its second half; null when it refuses nothing there
     */
    private record Step(
            Admission admission,
            @Nullable Series admits,
            @Nullable Series validates) {}

    private final List<Step> steps;
    private final Series whole;
    private final Time time;

    public TimedAdmission(List<Admission> steps, AdmissionMetrics metrics, Time time) {
        this.steps = steps.stream().map(step -> step(step, metrics)).toList();
        this.whole = metrics.whole();
        this.time = time;
    }

    private static Step step(Admission admission, AdmissionMetrics metrics) {
        PluginName name = PluginName.of(admission);
        Series admits = name.admits() == null ? null : metrics.plugin(name.admits());
        Series validates;
        if (name.validates() == null) {
            validates = null;
        } else {
            validates = name.validates().equals(name.admits()) ? admits : metrics.plugin(name.validates());
        }
        return new Step(admission, admits, validates);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        String operation = request.operation().name();
        long began = time.nanoTime();
        long since = began;
        KubeObject result = object;
        AdmissionRequest current = request.withObject(object);
        boolean rejected = true;
        Series running = null;
        try {
            for (Step step : steps) {
                running = step.admits;
                KubeObject next = step.admission.mutate(current, result);
                if (next != result) {
                    result = next;
                    current = current.withObject(next);
                }
                if (running != null) {
                    long now = time.nanoTime();
                    running.observe(Half.ADMIT, operation, false, now - since);
                    since = now;
                }
            }
            rejected = false;
            return result;
        } finally {
            end(Half.ADMIT, operation, rejected, running, since, began);
        }
    }

    @Override
    public void validate(AdmissionRequest request) {
        String operation = request.operation().name();
        long began = time.nanoTime();
        long since = began;
        boolean rejected = true;
        Series running = null;
        try {
            for (Step step : steps) {
                running = step.validates;
                step.admission.validate(request);
                if (running != null) {
                    long now = time.nanoTime();
                    running.observe(Half.VALIDATE, operation, false, now - since);
                    since = now;
                }
            }
            rejected = false;
        } finally {
            end(Half.VALIDATE, operation, rejected, running, since, began);
        }
    }

    private void end(Half half, String operation, boolean rejected, @Nullable Series running, long since, long began) {
        long now = time.nanoTime();
        if (rejected && running != null) {
            running.observe(half, operation, true, now - since);
        }
        whole.observe(half, operation, rejected, now - began);
        RequestTrace.end(RequestTrace.Phase.ADMISSION, began);
    }

    /** Not timed: it only names what to write, from memory. */
    @Override
    public List<Op<KubeObject>> commit(AdmissionRequest request, Snapshot<KubeObject> snapshot) {
        List<Op<KubeObject>> operations = List.of();
        for (Step step : steps) {
            List<Op<KubeObject>> more = step.admission.commit(request, snapshot);
            if (!more.isEmpty()) {
                operations = new ArrayList<>(operations);
                operations.addAll(more);
            }
        }
        return operations;
    }
}
