package io.gantry.server.aggregation;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.server.request.RequestInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which versions of which groups other servers serve, as the APIServices say at one moment. Immutable. */
record Routes(Map<String, Route> byPath) {
    static final Routes NONE = new Routes(Map.of());

    Routes {
        byPath = Map.copyOf(byPath);
    }

    static Routes of(List<APIService> services) {
        Map<String, Route> byPath = new HashMap<>();
        for (APIService service : services) {
            Route route = service.metadata().deletionTimestamp() == null ? Route.of(service) : null;
            if (route != null) {
                byPath.put(route.path(), route);
            }
        }
        return byPath.isEmpty() ? NONE : new Routes(byPath);
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    /** Sorted by name, so that what is made of them does not change without need. */
    List<Route> all() {
        List<Route> all = new ArrayList<>(byPath.values());
        all.sort(java.util.Comparator.comparing(Route::name));
        return all;
    }

    /** The server that a request is for; null for this one. The path of a version itself, its discovery, belongs to it. */
    @Nullable
    Route find(RequestInfo info) {
        if (info.resourceRequest()) {
            return byPath.get(
                    info.group().isEmpty() ? "api/" + info.version() : "apis/" + info.group() + "/" + info.version());
        }
        return byPath.get(info.path().substring(1));
    }
}
