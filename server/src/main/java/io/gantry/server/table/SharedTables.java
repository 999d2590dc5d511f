package io.gantry.server.table;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Tables of kinds that are served in several versions with the same columns; rows are read from the object's tree. */
final class SharedTables {
    /** A column and what it shows of an object. */
    private record Shown(Column column, Function<View, Object> cell) {}

    /** An object as a tree, and the moment at which it is looked at. */
    private record View(Map<?, ?> tree, KubeObject object, Instant now) {}

    private SharedTables() {}

    static void addTo(Map<Kind<?>, TableKind<?>> kinds) {
        admission(kinds);
        put(
                kinds,
                "certificates.k8s.io",
                "ClusterTrustBundle",
                name(),
                text("SignerName", "spec.signerName", Cells.NONE));
        put(
                kinds,
                "certificates.k8s.io",
                "PodCertificateRequest",
                name(),
                text("PodName", "spec.podName", ""),
                text("ServiceAccountName", "spec.serviceAccountName", ""),
                text("NodeName", "spec.nodeName", ""),
                text("SignerName", "spec.signerName", ""),
                of("State", view -> lastTrue(view, "Pending", "Issued", "Denied", "Failed")),
                of("UnverifiedUserAnnotations", view -> pairs(view, "spec.unverifiedUserAnnotations")));
        put(
                kinds,
                "coordination.k8s.io",
                "LeaseCandidate",
                name(),
                text("LeaseName", "spec.leaseName", ""),
                text("BinaryVersion", "spec.binaryVersion", ""),
                text("EmulationVersion", "spec.emulationVersion", ""),
                age());
        storage(kinds);
        flowControl(kinds);
        resources(kinds);
        put(
                kinds,
                "networking.k8s.io",
                "ServiceCIDR",
                name(),
                of("CIDRs", view -> Leaf.join(Leaf.list(view.tree, "spec.cidrs"), "")),
                age());
        put(kinds, "networking.k8s.io", "IPAddress", name(), of("ParentRef", SharedTables::parent));
        put(kinds, "scheduling.k8s.io", "Workload", name(), age());
        put(
                kinds,
                "scheduling.k8s.io",
                "PodGroup",
                name(),
                of("Policy", view -> Leaf.at(view.tree, "spec.schedulingPolicy.gang") == null ? "Basic" : "Gang"),
                text("Workload", "spec.podGroupTemplateRef.workload.workloadName", Cells.NONE),
                of("Status", SharedTables::podGroupStatus),
                age());
    }

    private static void admission(Map<Kind<?>, TableKind<?>> kinds) {
        String group = "admissionregistration.k8s.io";
        Shown webhooks = count("Webhooks", "webhooks");
        put(kinds, group, "MutatingWebhookConfiguration", name(), webhooks, age());
        put(kinds, group, "ValidatingWebhookConfiguration", name(), webhooks, age());
        Shown param = of(
                "ParamKind",
                view -> Leaf.at(view.tree, "spec.paramKind") == null
                        ? Cells.UNSET
                        : Leaf.text(view.tree, "spec.paramKind.apiVersion", "") + "/"
                                + Leaf.text(view.tree, "spec.paramKind.kind", ""));
        put(kinds, group, "ValidatingAdmissionPolicy", name(), count("Validations", "spec.validations"), param, age());
        put(kinds, group, "MutatingAdmissionPolicy", name(), count("Mutations", "spec.mutations"), param, age());
        Shown policy = text("PolicyName", "spec.policyName", "");
        Shown reference = of("ParamRef", SharedTables::paramRef);
        put(kinds, group, "ValidatingAdmissionPolicyBinding", name(), policy, reference, age());
        put(kinds, group, "MutatingAdmissionPolicyBinding", name(), policy, reference, age());
    }

    private static void storage(Map<Kind<?>, TableKind<?>> kinds) {
        String group = "storage.k8s.io";
        put(kinds, group, "VolumeAttributesClass", name(), text("DriverName", "driverName", ""), age());
        put(
                kinds,
                group,
                "CSIDriver",
                name(),
                truth("AttachRequired", "spec.attachRequired", true),
                truth("PodInfoOnMount", "spec.podInfoOnMount", false),
                truth("StorageCapacity", "spec.storageCapacity", false),
                of("TokenRequests", view -> {
                    List<Object> audiences = new ArrayList<>();
                    for (Object each : Leaf.list(view.tree, "spec.tokenRequests")) {
                        audiences.add(each instanceof Map<?, ?> request ? Leaf.text(request, "audience", "") : "");
                    }
                    return Leaf.join(audiences, Cells.UNSET);
                }),
                truth("RequiresRepublish", "spec.requiresRepublish", false),
                of("Modes", view -> Leaf.join(Leaf.list(view.tree, "spec.volumeLifecycleModes"), Cells.NONE)),
                age());
        put(
                kinds,
                group,
                "CSIStorageCapacity",
                name(),
                text("StorageClassName", "storageClassName", ""),
                text("Capacity", "capacity", Cells.UNSET));
        put(
                kinds,
                "internal.apiserver.k8s.io",
                "StorageVersion",
                name(),
                text("CommonEncodingVersion", "status.commonEncodingVersion", Cells.UNSET),
                of("StorageVersions", SharedTables::storageVersions),
                age());
        put(
                kinds,
                "storagemigration.k8s.io",
                "StorageVersionMigration",
                new Shown(new Column("Name", "string", "", 0, Descriptions.of("Name")), view -> view.object.name()),
                of("Resource", view -> {
                    String of = Leaf.text(view.tree, "spec.resource.group", "");
                    return Leaf.text(view.tree, "spec.resource.resource", "") + (of.isEmpty() ? "" : "." + of);
                }),
                of("Status", view -> lastTrue(view, "Unknown", "Running", "Failed", "Succeeded")));
    }

    private static void flowControl(Map<Kind<?>, TableKind<?>> kinds) {
        String group = "flowcontrol.apiserver.k8s.io";
        put(
                kinds,
                group,
                "FlowSchema",
                name(),
                text("PriorityLevel", "spec.priorityLevelConfiguration.name", ""),
                text("MatchingPrecedence", "spec.matchingPrecedence", "0"),
                text("DistinguisherMethod", "spec.distinguisherMethod.type", Cells.NONE),
                age(),
                of("MissingPL", view -> Leaf.condition(view.tree, "Dangling", "?")));
        String queuing = "spec.limited.limitResponse.queuing.";
        put(
                kinds,
                group,
                "PriorityLevelConfiguration",
                name(),
                text("Type", "spec.type", ""),
                text("NominalConcurrencyShares", "spec.limited.nominalConcurrencyShares", Cells.NONE),
                text("Queues", queuing + "queues", Cells.NONE),
                text("HandSize", queuing + "handSize", Cells.NONE),
                text("QueueLengthLimit", queuing + "queueLengthLimit", Cells.NONE),
                age());
    }

    private static void resources(Map<Kind<?>, TableKind<?>> kinds) {
        String group = "resource.k8s.io";
        put(kinds, group, "DeviceClass", name(), age());
        put(kinds, group, "ResourceClaimTemplate", name(), age());
        put(kinds, group, "ResourceClaim", name(), of("State", SharedTables::claimState), age());
        put(
                kinds,
                group,
                "ResourceSlice",
                name(),
                text("Node", "spec.nodeName", ""),
                text("Driver", "spec.driver", ""),
                text("Pool", "spec.pool.name", ""),
                age());
        put(
                kinds,
                group,
                "DeviceTaintRule",
                name(),
                text("Key", "spec.taint.key", ""),
                text("Value", "spec.taint.value", ""),
                text("Effect", "spec.taint.effect", ""),
                of("TimeAdded", view -> since(view, "spec.taint.timeAdded", Cells.UNKNOWN)),
                age());
        put(
                kinds,
                group,
                "ResourcePoolStatusRequest",
                name(),
                text("Driver", "spec.driver", ""),
                sum("Total", "totalDevices"),
                sum("Available", "availableDevices"),
                sum("Allocated", "allocatedDevices"),
                sum("Unavailable", "unavailableDevices"),
                of("Errors", view -> {
                    long errors = Leaf.list(view.tree, "status.pools").stream()
                            .filter(pool -> pool instanceof Map<?, ?> map && map.get("validationError") != null)
                            .count();
                    return answered(view) ? Long.toString(errors) : "-";
                }),
                new Shown(Column.number("Pools"), view -> Leaf.number(view.tree, "status.poolCount")),
                of("Status", SharedTables::requestStatus),
                of("Completed", view -> {
                    for (Object each : Leaf.list(view.tree, "status.conditions")) {
                        if (each instanceof Map<?, ?> condition
                                && "Complete".equals(condition.get("type"))
                                && "True".equals(condition.get("status"))) {
                            return since(new View(condition, view.object, view.now), "lastTransitionTime", Cells.NONE);
                        }
                    }
                    return Cells.NONE;
                }));
    }

    private static void put(Map<Kind<?>, TableKind<?>> kinds, String group, String name, Shown... shown) {
        List<Column> columns = new ArrayList<>();
        for (Shown each : shown) {
            columns.add(each.column);
        }
        for (Kind<?> kind : Kinds.all()) {
            if (kind.group().equals(group) && kind.name().equals(name)) {
                kinds.put(kind, new TableKind<KubeObject>(columns, (object, now) -> {
                    View view = new View((Map<?, ?>) Tree.of(object), object, now);
                    List<Object> cells = new ArrayList<>(shown.length);
                    for (Shown each : shown) {
                        cells.add(each.cell.apply(view));
                    }
                    return cells;
                }));
            }
        }
    }

    private static Shown of(String name, Function<View, Object> cell) {
        return new Shown(Column.of(name), cell);
    }

    private static Shown name() {
        return of("Name", view -> view.object.name());
    }

    private static Shown age() {
        return of("Age", view -> Cells.age(view.object, view.now));
    }

    private static Shown text(String name, String path, String otherwise) {
        return of(name, view -> Leaf.text(view.tree, path, otherwise));
    }

    private static Shown truth(String name, String path, boolean otherwise) {
        return new Shown(
                new Column(name, "boolean", "", 0, Descriptions.of(name)),
                view -> Leaf.truth(view.tree, path, otherwise));
    }

    private static Shown count(String name, String path) {
        return new Shown(
                Column.number(name), view -> (long) Leaf.list(view.tree, path).size());
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

    private static Shown sum(String name, String field) {
        return of(name, view -> {
            long sum = 0;
            for (Object pool : Leaf.list(view.tree, "status.pools")) {
                sum += pool instanceof Map<?, ?> map ? Leaf.number(map, field) : 0;
            }
            return answered(view) ? Long.toString(sum) : "-";
        });
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
