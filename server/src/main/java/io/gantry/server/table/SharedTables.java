package io.gantry.server.table;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Cells of kinds that are served in several versions with the same columns; they are read from the object's tree. */
final class SharedTables {
    /** An object as a tree, and the moment at which it is looked at. */
    private record View(Map<?, ?> tree, KubeObject object, Instant now) {}

    private SharedTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("admissionPolicy", of(view -> List.of(paramKind(view))));
        functions.put("admissionPolicyBinding", of(view -> List.of(paramRef(view))));
        functions.put(
                "podCertificateRequest", of(view -> List.of(lastTrue(view, "Pending", "Issued", "Denied", "Failed"))));
        functions.put("flowSchema", of(view -> List.of(Leaf.condition(view.tree, "Dangling", "?"))));
        functions.put("storageVersion", of(view -> List.of(storageVersions(view))));
        functions.put(
                "storageVersionMigration",
                of(view -> List.of(migrated(view), lastTrue(view, "Unknown", "Running", "Failed", "Succeeded"))));
        functions.put("ipAddress", of(view -> List.of(parent(view))));
        functions.put(
                "podGroup",
                of(view -> List.of(
                        Leaf.at(view.tree, "spec.schedulingPolicy.gang") == null ? "Basic" : "Gang",
                        podGroupStatus(view))));
        functions.put("resourceClaim", of(view -> List.of(claimState(view))));
        functions.put(
                "resourcePoolStatusRequest",
                of(view -> List.of(
                        sum(view, "totalDevices"),
                        sum(view, "availableDevices"),
                        sum(view, "allocatedDevices"),
                        sum(view, "unavailableDevices"),
                        invalidPools(view),
                        requestStatus(view),
                        completed(view))));
    }

    private static RowFunction<KubeObject> of(Function<View, List<Object>> cells) {
        return (object, now) -> cells.apply(new View((Map<?, ?>) Tree.of(object), object, now));
    }

    private static String requestStatus(View view) {
        String status = lastTrue(view, "Pending", "Complete", "Failed");
        int pools = Leaf.list(view.tree, "status.pools").size();
        long all = Leaf.number(view.tree, "status.poolCount");
        return status.equals("Complete") && pools < all ? status + " (" + pools + "/" + all + " pools)" : status;
    }

    private static boolean answered(View view) {
        return Leaf.at(view.tree, "status") != null
                && !Leaf.condition(view.tree, "Failed", "").equals("True");
    }

    private static String sum(View view, String field) {
        long sum = 0;
        for (Object pool : Leaf.list(view.tree, "status.pools")) {
            sum += pool instanceof Map<?, ?> map ? Leaf.number(map, field) : 0;
        }
        return answered(view) ? Long.toString(sum) : "-";
    }

    private static String invalidPools(View view) {
        long errors = Leaf.list(view.tree, "status.pools").stream()
                .filter(pool -> pool instanceof Map<?, ?> map && map.get("validationError") != null)
                .count();
        return answered(view) ? Long.toString(errors) : "-";
    }

    private static String completed(View view) {
        for (Object each : Leaf.list(view.tree, "status.conditions")) {
            if (each instanceof Map<?, ?> condition
                    && "Complete".equals(condition.get("type"))
                    && "True".equals(condition.get("status"))) {
                return since(new View(condition, view.object, view.now), "lastTransitionTime", Cells.NONE);
            }
        }
        return Cells.NONE;
    }

    private static String paramKind(View view) {
        return Leaf.at(view.tree, "spec.paramKind") == null
                ? Cells.UNSET
                : Leaf.text(view.tree, "spec.paramKind.apiVersion", "") + "/"
                        + Leaf.text(view.tree, "spec.paramKind.kind", "");
    }

    private static String migrated(View view) {
        String group = Leaf.text(view.tree, "spec.resource.group", "");
        return Leaf.text(view.tree, "spec.resource.resource", "") + (group.isEmpty() ? "" : "." + group);
    }

    /** The last of these conditions that holds. */
    private static String lastTrue(View view, String otherwise, String... types) {
        String last = otherwise;
        for (String type : types) {
            if (Leaf.condition(view.tree, type, "").equals("True")) {
                last = type;
            }
        }
        return last;
    }

    private static String since(View view, String path, String otherwise) {
        String text = Leaf.text(view.tree, path, "");
        try {
            return text.isEmpty() ? otherwise : Cells.since(Instant.parse(text), view.now);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    private static String pairs(View view, String path) {
        List<String> pairs = new ArrayList<>();
        if (Leaf.at(view.tree, path) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> pairs.add(key + "=" + value));
        }
        return Leaf.join(pairs, Cells.NONE);
    }

    private static String paramRef(View view) {
        if (!(Leaf.at(view.tree, "spec.paramRef") instanceof Map<?, ?> reference)) {
            return Cells.UNSET;
        }
        String name = Leaf.text(reference, "name", "");
        if (name.isEmpty()) {
            return pairs(new View(reference, view.object, view.now), "selector.matchLabels");
        }
        return Leaf.text(reference, "namespace", "*") + "/" + name;
    }

    private static String parent(View view) {
        if (!(Leaf.at(view.tree, "spec.parentRef") instanceof Map<?, ?> reference)) {
            return Cells.NONE;
        }
        String group = Leaf.text(reference, "group", "");
        String namespace = Leaf.text(reference, "namespace", "");
        return (Leaf.text(reference, "resource", "") + (group.isEmpty() ? "" : "." + group)).toLowerCase(Locale.ROOT)
                + (namespace.isEmpty() ? "" : "/" + namespace) + "/" + Leaf.text(reference, "name", "");
    }

    private static String storageVersions(View view) {
        List<?> versions = Leaf.list(view.tree, "status.storageVersions");
        List<String> parts = new ArrayList<>();
        for (Object each : versions.subList(0, Math.min(3, versions.size()))) {
            if (each instanceof Map<?, ?> version) {
                parts.add(Leaf.text(version, "apiServerID", "") + "=" + Leaf.text(version, "encodingVersion", ""));
            }
        }
        String text = Leaf.join(parts, Cells.UNSET);
        return versions.size() > 3 ? text + " + " + (versions.size() - 3) + " more..." : text;
    }

    private static String claimState(View view) {
        List<String> states = new ArrayList<>();
        if (view.object.metadata().deletionTimestamp() != null) {
            states.add("deleted");
        }
        if (Leaf.at(view.tree, "status.allocation") == null) {
            if (states.isEmpty()) {
                states.add("pending");
            }
        } else {
            states.add("allocated");
            if (!Leaf.list(view.tree, "status.reservedFor").isEmpty()) {
                states.add("reserved");
            }
        }
        return Leaf.join(states, "");
    }

    private static String podGroupStatus(View view) {
        String status = "Pending";
        for (Object each : Leaf.list(view.tree, "status.conditions")) {
            if (each instanceof Map<?, ?> condition) {
                boolean holds = "True".equals(condition.get("status"));
                if ("DisruptionTarget".equals(condition.get("type")) && holds) {
                    return Leaf.text(condition, "reason", status);
                }
                if ("PodGroupScheduled".equals(condition.get("type"))) {
                    status = holds ? "Scheduled" : "Unschedulable";
                }
            }
        }
        return status;
    }
}
