package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.flowcontrol.v1.FlowSchemaType;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationType;
import io.gantry.base.Time;
import io.gantry.server.flowcontrol.FlowControl;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.flowcontrol.FlowStatuses;
import io.gantry.server.flowcontrol.InFlightLimits;
import io.gantry.server.flowcontrol.RequestGate;
import io.gantry.server.metrics.FlowMetrics;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.request.RequestInfo;
import org.jspecify.annotations.Nullable;

/** The gate before an API server's requests, with what keeps it up to date. Thread-safe. */
final class FlowGate implements AutoCloseable {
    private static final String GROUP = "flowcontrol.apiserver.k8s.io";

    private final RequestGate gate;
    /** Null without priority and fairness. */
    private final @Nullable FlowControl control;

    private final @Nullable FlowStatuses statuses;

    FlowGate(FlowOptions options, Registries registries, Time time, FlowMetrics metrics) {
        if (options.fair()) {
            control = new FlowControl(
                    options,
                    time,
                    metrics,
                    () -> registries.registry(FlowSchemaType.KIND).all(""),
                    () -> registries
                            .registry(PriorityLevelConfigurationType.KIND)
                            .all(""),
                    info -> stored(registries, info));
            statuses = new FlowStatuses(registries, time);
            gate = control;
        } else {
            control = null;
            statuses = null;
            gate = new InFlightLimits(options);
        }
    }

    private static int stored(Registries registries, RequestInfo info) {
        Kind<?> kind = registries.kind(info.group(), info.version(), info.resource());
        return kind == null || !Registries.isStored(kind)
                ? 0
                : registries
                        .snapshot()
                        .prefix(StorageKeys.collection(kind, info.namespace()))
                        .size();
    }

    RequestGate gate() {
        return gate;
    }

    /** An object of this kind was written. */
    void wrote(Kind<?> kind) {
        if (control != null && statuses != null && kind.group().equals(GROUP)) {
            control.changed();
            statuses.changed();
        }
    }

    void start() {
        if (control != null) {
            control.start();
        }
    }

    StaticPaths paths() {
        return control == null ? (exchange, path) -> false : new FlowPaths(control);
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        if (statuses != null) {
            statuses.close();
        }
    }
}
