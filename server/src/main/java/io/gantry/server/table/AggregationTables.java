package io.gantry.server.table;

import io.gantry.api.Kind;
import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceCondition;
import io.gantry.api.apiregistration.v1.APIServiceType;
import io.gantry.api.apiregistration.v1.ServiceReference;
import java.util.List;
import java.util.Map;

/** Who serves what. */
final class AggregationTables {
    private AggregationTables() {}

    static void addTo(Map<Kind<?>, TableKind<?>> kinds) {
        kinds.put(
                APIServiceType.KIND,
                new TableKind<APIService>(
                        List.of(
                                Column.of("Name"),
                                new Column(
                                        "Service",
                                        "string",
                                        "",
                                        0,
                                        "The service behind which this version of the API is served."),
                                new Column("Available", "string", "", 0, "Whether that service can be reached."),
                                Column.of("Age")),
                        (object, now) ->
                                List.of(object.name(), service(object), available(object), Cells.age(object, now))));
    }

    private static String service(APIService object) {
        ServiceReference service = object.spec().service();
        return service == null ? "Local" : service.namespace() + "/" + service.name();
    }

    private static String available(APIService object) {
        for (APIServiceCondition condition : object.status().conditions()) {
            if (condition.type().equals("Available")) {
                String reason = condition.reason();
                return condition.status().equals("True") || reason == null || reason.isEmpty()
                        ? condition.status()
                        : condition.status() + " (" + reason + ")";
            }
        }
        return "Unknown";
    }
}
