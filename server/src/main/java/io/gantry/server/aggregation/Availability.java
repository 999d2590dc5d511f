package io.gantry.server.aggregation;

import io.gantry.api.apiregistration.v1.APIServiceCondition;
import io.gantry.api.apiregistration.v1.APIServiceStatus;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.server.remote.Addresses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the condition Available of an APIService is, by what was observed. Pure; reasons and messages are Kubernetes'. */
final class Availability {
    /** What can be said of a server. */
    record Verdict(boolean available, String reason, String message) {}

    private static final Verdict PASSED = new Verdict(true, "Passed", "all checks passed");

    private Availability() {}

    /**
     * What is wrong before the server itself is asked; null for nothing.
     *
     * @param service null when there is none
     * @param slices those of the service
     */
    static @Nullable Verdict ofService(Route route, @Nullable Service service, List<EndpointSlice> slices) {
        String named = "service/" + route.service() + " in \"" + route.namespace() + "\"";
        if (service == null) {
            return new Verdict(false, "ServiceNotFound", named + " is not present");
        }
        String type = service.spec().type();
        if (type != null && !type.equals("ClusterIP")) {
            return null;
        }
        ServicePort port = service.spec().ports().stream()
                .filter(each -> each.port() == route.port())
                .findFirst()
                .orElse(null);
        if (port == null) {
            return new Verdict(false, "ServicePortError", named + " is not listening on port " + route.port());
        }
        if (slices.isEmpty()) {
            return new Verdict(false, "EndpointsNotFound", "cannot find endpointslices for " + named);
        }
        if (Addresses.ready(service, slices, route.port()).isEmpty()) {
            String name = Objects.requireNonNullElse(port.name(), "");
            return new Verdict(
                    false,
                    "MissingEndpoints",
                    "endpointslices for " + named + " have no addresses with port name \"" + name + "\"");
        }
        return null;
    }

    /** @param failure why the server does not answer for its version; null when it does */
    static Verdict ofAnswer(@Nullable String failure) {
        return failure == null ? PASSED : new Verdict(false, "FailedDiscoveryCheck", failure);
    }

    /** The status with the verdict in it; the same object when nothing changes. */
    static APIServiceStatus with(APIServiceStatus status, Verdict verdict, Instant now) {
        String word = verdict.available() ? "True" : "False";
        List<APIServiceCondition> conditions = new ArrayList<>();
        Instant since = now.truncatedTo(ChronoUnit.SECONDS);
        for (APIServiceCondition each : status.conditions()) {
            if (!each.type().equals(Route.AVAILABLE)) {
                conditions.add(each);
            } else if (each.status().equals(word)) {
                since = Objects.requireNonNullElse(each.lastTransitionTime(), since);
            }
        }
        conditions.add(new APIServiceCondition(Route.AVAILABLE, word, since, verdict.reason(), verdict.message()));
        APIServiceStatus next = new APIServiceStatus(conditions);
        return next.equals(status) ? status : next;
    }
}
