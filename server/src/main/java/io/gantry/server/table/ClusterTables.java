package io.gantry.server.table;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceCondition;
import io.gantry.api.apiregistration.v1.ServiceReference;
import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.core.v1.ComponentStatus;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeCondition;
import io.gantry.api.core.v1.NodeSystemInfo;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.api.types.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nodes, configuration, quotas, rights, and who serves what. */
final class ClusterTables {
    private ClusterTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("node", (RowFunction<Node>) (node, now) -> List.of(
                status(node), roles(node), address(node, "InternalIP"), address(node, "ExternalIP"), kernel(node)));
        functions.put("configMap", (RowFunction<ConfigMap>) (object, now) ->
                List.of(object.data().size() + object.binaryData().size()));
        functions.put("secret", (RowFunction<Secret>)
                (object, now) -> List.of(object.data().size()));
        functions.put("componentStatus", (RowFunction<ComponentStatus>) (object, now) -> health(object));
        functions.put("roleBinding", (RowFunction<RoleBinding>)
                (object, now) -> binding(object.roleRef(), object.subjects()));
        functions.put("clusterRoleBinding", (RowFunction<ClusterRoleBinding>)
                (object, now) -> binding(object.roleRef(), object.subjects()));
        functions.put("certificateSigningRequest", (RowFunction<CertificateSigningRequest>) (object, now) -> {
            Integer seconds = object.spec().expirationSeconds();
            return List.of(seconds == null ? Cells.NONE : Cells.human(Duration.ofSeconds(seconds)), condition(object));
        });
        functions.put("resourceQuota", (RowFunction<ResourceQuota>)
                (object, now) -> List.of(quota(object, false), quota(object, true)));
        functions.put(
                "apiService", (RowFunction<APIService>) (object, now) -> List.of(service(object), available(object)));
    }

    private static String kernel(Node node) {
        NodeSystemInfo info = node.status().nodeInfo();
        return Cells.text(info.kernelVersion(), Cells.UNKNOWN)
                + (info.architecture().isEmpty() ? "" : " (" + info.architecture() + ")");
    }

    private static List<Object> health(ComponentStatus object) {
        var healthy = object.conditions().stream()
                .filter(condition -> condition.type().equals("Healthy"))
                .findFirst();
        return List.of(
                healthy.map(condition -> switch (condition.status()) {
                            case "True" -> "Healthy";
                            case "False" -> "Unhealthy";
                            default -> "Unknown";
                        })
                        .orElse("Unknown"),
                healthy.map(condition -> Cells.text(condition.message(), "")).orElse(""),
                healthy.map(condition -> Cells.text(condition.error(), "")).orElse(""));
    }

    private static List<Object> binding(RoleRef role, List<Subject> subjects) {
        return List.of(
                role.kind() + "/" + role.name(),
                subjects(subjects, "User"),
                subjects(subjects, "Group"),
                subjects(subjects, "ServiceAccount"));
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

    private static String quota(ResourceQuota quota, boolean limits) {
        Map<String, Quantity> used = quota.status().used();
        return new TreeMap<>(quota.status().hard())
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("limits.") == limits)
                        .map(entry -> entry.getKey() + ": " + used.getOrDefault(entry.getKey(), Quantity.ZERO) + "/"
                                + entry.getValue())
                        .collect(Collectors.joining(", "));
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
