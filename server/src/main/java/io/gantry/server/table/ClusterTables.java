package io.gantry.server.table;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestType;
import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.core.v1.ComponentStatus;
import io.gantry.api.core.v1.ComponentStatusType;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeCondition;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.ClusterRoleBindingType;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleBindingType;
import io.gantry.api.rbac.v1.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Nodes, namespaces, events, configuration and rights. */
final class ClusterTables {
    private ClusterTables() {}

    static void addTo(Map<Kind<?>, TableKind<?>> kinds) {
        kinds.put(
                NodeType.KIND,
                new TableKind<Node>(
                        List.of(
                                Column.of("Name"),
                                Column.of("Status"),
                                Column.of("Roles"),
                                Column.of("Age"),
                                Column.of("Version"),
                                Column.wide("Internal-IP"),
                                Column.wide("External-IP"),
                                Column.wide("OS-Image"),
                                Column.wide("Kernel-Version"),
                                Column.wide("Container-Runtime")),
                        (node, now) -> List.of(
                                node.name(),
                                status(node),
                                roles(node),
                                Cells.age(node, now),
                                node.status().nodeInfo().kubeletVersion(),
                                address(node, "InternalIP"),
                                address(node, "ExternalIP"),
                                Cells.text(node.status().nodeInfo().osImage(), Cells.UNKNOWN),
                                Cells.text(node.status().nodeInfo().kernelVersion(), Cells.UNKNOWN)
                                        + (node.status()
                                                        .nodeInfo()
                                                        .architecture()
                                                        .isEmpty()
                                                ? ""
                                                : " ("
                                                        + node.status()
                                                                .nodeInfo()
                                                                .architecture() + ")"),
                                Cells.text(node.status().nodeInfo().containerRuntimeVersion(), Cells.UNKNOWN))));
        kinds.put(
                NamespaceType.KIND,
                new TableKind<Namespace>(
                        List.of(Column.of("Name"), Column.of("Status"), Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(), Cells.text(object.status().phase(), ""), Cells.age(object, now))));
        kinds.put(
                ConfigMapType.KIND,
                new TableKind<ConfigMap>(
                        List.of(Column.of("Name"), Column.of("Data"), Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                object.data().size() + object.binaryData().size(),
                                Cells.age(object, now))));
        kinds.put(
                SecretType.KIND,
                new TableKind<Secret>(
                        List.of(Column.of("Name"), Column.of("Type"), Column.of("Data"), Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.text(object.type(), ""),
                                object.data().size(),
                                Cells.age(object, now))));
        kinds.put(
                ServiceAccountType.KIND,
                new TableKind<ServiceAccount>(
                        List.of(Column.of("Name"), Column.of("Age")),
                        (object, now) -> List.of(object.name(), Cells.age(object, now))));
        kinds.put(
                LeaseType.KIND,
                new TableKind<Lease>(
                        List.of(Column.of("Name"), Column.of("Holder"), Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.text(object.spec().holderIdentity(), ""),
                                Cells.age(object, now))));
        kinds.put(
                ComponentStatusType.KIND,
                new TableKind<ComponentStatus>(
                        List.of(Column.of("Name"), Column.of("Status"), Column.of("Message"), Column.of("Error")),
                        (object, now) -> {
                            var healthy = object.conditions().stream()
                                    .filter(condition -> condition.type().equals("Healthy"))
                                    .findFirst();
                            return List.of(
                                    object.name(),
                                    healthy.map(condition -> switch (condition.status()) {
                                                case "True" -> "Healthy";
                                                case "False" -> "Unhealthy";
                                                default -> "Unknown";
                                            })
                                            .orElse("Unknown"),
                                    healthy.map(condition -> Cells.text(condition.message(), ""))
                                            .orElse(""),
                                    healthy.map(condition -> Cells.text(condition.error(), ""))
                                            .orElse(""));
                        }));
        events(kinds);
        rights(kinds);
    }

    private static String status(Node node) {
        String ready = "Unknown";
        for (NodeCondition condition : node.status().conditions()) {
            if (condition.type().equals("Ready")) {
                ready = condition.status().equals("True") ? "Ready" : "NotReady";
            }
        }
        return Boolean.TRUE.equals(node.spec().unschedulable()) ? ready + ",SchedulingDisabled" : ready;
    }

    private static String roles(Node node) {
        String prefix = "node-role.kubernetes.io/";
        TreeSet<String> roles = new TreeSet<>();
        node.metadata().labels().forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                roles.add(key.substring(prefix.length()));
            } else if (key.equals("kubernetes.io/role") && !value.isEmpty()) {
                roles.add(value);
            }
        });
        return roles.isEmpty() ? Cells.NONE : String.join(",", roles);
    }

    private static String address(Node node, String type) {
        return node.status().addresses().stream()
                .filter(address -> address.type().equals(type))
                .map(address -> address.address())
                .findFirst()
                .orElse(Cells.NONE);
    }

    private static final List<Column> EVENT_COLUMNS = List.of(
            Column.of("Last Seen"),
            Column.of("Type"),
            Column.of("Reason"),
            Column.of("Object"),
            Column.wide("Subobject"),
            Column.wide("Source"),
            Column.of("Message"),
            Column.wide("First Seen"),
            Column.wide("Count"),
            Column.wide("Name"));

    private static void events(Map<Kind<?>, TableKind<?>> kinds) {
        kinds.put(EventType.KIND, new TableKind<Event>(EVENT_COLUMNS, (event, now) -> {
            Instant first = event.firstTimestamp() != null ? event.firstTimestamp() : event.eventTime();
            Instant last = event.series() != null && event.series().lastObservedTime() != null
                    ? event.series().lastObservedTime()
                    : event.lastTimestamp() != null ? event.lastTimestamp() : first;
            int count = event.series() != null
                    ? Cells.number(event.series().count())
                    : Math.max(1, Cells.number(event.count()));
            return eventRow(
                    event,
                    last,
                    event.type(),
                    event.reason(),
                    object(event.involvedObject().kind(), event.involvedObject().name()),
                    event.involvedObject().fieldPath(),
                    Cells.text(event.source().component(), Cells.text(event.reportingComponent(), "")),
                    Cells.text(event.source().host(), Cells.text(event.reportingInstance(), "")),
                    event.message(),
                    first,
                    count,
                    now);
        }));
        kinds.put(
                io.gantry.api.events.v1.EventType.KIND,
                new TableKind<io.gantry.api.events.v1.Event>(EVENT_COLUMNS, (event, now) -> {
                    Instant first = event.deprecatedFirstTimestamp() != null
                            ? event.deprecatedFirstTimestamp()
                            : event.eventTime();
                    Instant last = event.series() != null && event.series().lastObservedTime() != null
                            ? event.series().lastObservedTime()
                            : event.deprecatedLastTimestamp() != null ? event.deprecatedLastTimestamp() : first;
                    int count = event.series() != null
                            ? event.series().count()
                            : Math.max(1, Cells.number(event.deprecatedCount()));
                    var source = event.deprecatedSource();
                    return eventRow(
                            event,
                            last,
                            event.type(),
                            event.reason(),
                            object(event.regarding().kind(), event.regarding().name()),
                            event.regarding().fieldPath(),
                            Cells.text(source.component(), Cells.text(event.reportingController(), "")),
                            Cells.text(source.host(), Cells.text(event.reportingInstance(), "")),
                            event.note(),
                            first,
                            count,
                            now);
                }));
    }

    private static List<Object> eventRow(
            KubeObject event,
            @Nullable Instant last,
            @Nullable String type,
            @Nullable String reason,
            String object,
            @Nullable String fieldPath,
            String component,
            String host,
            @Nullable String message,
            @Nullable Instant first,
            int count,
            Instant now) {
        return List.of(
                Cells.since(last, now),
                Cells.text(type, ""),
                Cells.text(reason, ""),
                object,
                Cells.text(fieldPath, ""),
                host.isEmpty() ? component : component + ", " + host,
                Cells.text(message, "").strip(),
                Cells.since(first, now),
                count,
                event.name());
    }

    private static String object(@Nullable String kind, @Nullable String name) {
        String lower = Cells.text(kind, "").toLowerCase(Locale.ROOT);
        return name == null || name.isEmpty() ? lower : lower + "/" + name;
    }

    private static void rights(Map<Kind<?>, TableKind<?>> kinds) {
        List<Column> columns = List.of(
                Column.of("Name"),
                Column.of("Role"),
                Column.of("Age"),
                Column.wide("Users"),
                Column.wide("Groups"),
                Column.wide("ServiceAccounts"));
        kinds.put(
                RoleBindingType.KIND,
                new TableKind<RoleBinding>(
                        columns,
                        (object, now) -> List.of(
                                object.name(),
                                object.roleRef().kind() + "/" + object.roleRef().name(),
                                Cells.age(object, now),
                                subjects(object.subjects(), "User"),
                                subjects(object.subjects(), "Group"),
                                subjects(object.subjects(), "ServiceAccount"))));
        kinds.put(
                ClusterRoleBindingType.KIND,
                new TableKind<ClusterRoleBinding>(
                        columns,
                        (object, now) -> List.of(
                                object.name(),
                                object.roleRef().kind() + "/" + object.roleRef().name(),
                                Cells.age(object, now),
                                subjects(object.subjects(), "User"),
                                subjects(object.subjects(), "Group"),
                                subjects(object.subjects(), "ServiceAccount"))));
        kinds.put(
                CertificateSigningRequestType.KIND,
                new TableKind<CertificateSigningRequest>(
                        List.of(
                                Column.of("Name"),
                                Column.of("Age"),
                                Column.of("SignerName"),
                                Column.of("Requestor"),
                                Column.of("RequestedDuration"),
                                Column.of("Condition")),
                        (object, now) -> List.of(
                                object.name(),
                                Cells.age(object, now),
                                Cells.text(object.spec().signerName(), Cells.NONE),
                                Cells.text(object.spec().username(), ""),
                                object.spec().expirationSeconds() == null
                                        ? Cells.NONE
                                        : Cells.human(
                                                Duration.ofSeconds(object.spec().expirationSeconds())),
                                condition(object))));
    }

    private static String subjects(List<Subject> subjects, String kind) {
        return subjects.stream()
                .filter(subject -> subject.kind().equals(kind))
                .map(subject -> kind.equals("ServiceAccount")
                        ? Cells.text(subject.namespace(), "") + "/" + subject.name()
                        : subject.name())
                .collect(Collectors.joining(", "));
    }

    private static String condition(CertificateSigningRequest request) {
        List<String> types = request.status().conditions().stream()
                .map(condition -> condition.type())
                .toList();
        StringBuilder shown = new StringBuilder(
                types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending");
        if (types.contains("Failed")) {
            shown.append(",Failed");
        }
        if (request.status().certificate() != null
                && request.status().certificate().size() > 0) {
            shown.append(",Issued");
        }
        return shown.toString();
    }
}
