package io.gantry.server.discovery;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups, versions and kinds that an API server serves, in the order that discovery names them. Immutable.
 *
 * @param groups each with its versions, the preferred one first; the core group is the empty name
 */
public record ServedApi(List<Group> groups) {
    /** The order of Kubernetes' own groups; clients that look a short name up take the first group that has it. */
    private static final List<String> GROUP_ORDER = List.of(
            "",
            "apiregistration.k8s.io",
            "apps",
            "events.k8s.io",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "networking.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "storage.k8s.io",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "scheduling.k8s.io",
            "coordination.k8s.io",
            "node.k8s.io",
            "discovery.k8s.io",
            "resource.k8s.io",
            "flowcontrol.apiserver.k8s.io",
            "internal.apiserver.k8s.io",
            "storagemigration.k8s.io");

    public record Group(String name, List<Version> versions) {
        public Group {
            versions = List.copyOf(versions);
        }

        public Version preferred() {
            return versions.getFirst();
        }
    }

    public record Version(String group, String name, List<Kind<?>> kinds) {
        public Version {
            kinds = List.copyOf(kinds);
        }

        /** {@code v1} or {@code apps/v1}. */
        public String groupVersion() {
            return group.isEmpty() ? name : group + "/" + name;
        }
    }

    public ServedApi {
        groups = List.copyOf(groups);
    }

    /** Every built-in kind that is a resource. */
    public static ServedApi builtin() {
        return of(Kinds.all().stream().filter(kind -> !kind.plural().isEmpty()).toList());
    }

    /** These kinds beside those that are here; versions without new kinds equal what they were. */
    public ServedApi with(List<? extends Kind<?>> kinds) {
        if (kinds.isEmpty()) {
            return this;
        }
        List<Kind<?>> all = new ArrayList<>();
        groups.forEach(group -> group.versions().forEach(version -> all.addAll(version.kinds())));
        all.addAll(kinds);
        return of(all);
    }

    /** These kinds; groups that Kubernetes does not have come last, in the order of their names. */
    public static ServedApi of(List<? extends Kind<?>> kinds) {
        Map<String, Map<String, List<Kind<?>>>> byGroup = new LinkedHashMap<>();
        for (Kind<?> kind : kinds) {
            byGroup.computeIfAbsent(kind.group(), absent -> new LinkedHashMap<>())
                    .computeIfAbsent(kind.version(), absent -> new ArrayList<>())
                    .add(kind);
        }
        List<Group> groups = new ArrayList<>();
        byGroup.forEach((group, byVersion) -> {
            List<Version> versions = new ArrayList<>();
            byVersion.forEach((version, list) -> {
                list.sort((one, other) -> one.plural().compareTo(other.plural()));
                versions.add(new Version(group, version, list));
            });
            versions.sort((one, other) -> VersionOrder.compare(one.name(), other.name()));
            groups.add(new Group(group, versions));
        });
        groups.sort(ServedApi::inOrder);
        return new ServedApi(groups);
    }

    private static int inOrder(Group one, Group other) {
        int first = Integer.compare(place(one), place(other));
        return first != 0 ? first : one.name().compareTo(other.name());
    }

    private static int place(Group group) {
        int at = GROUP_ORDER.indexOf(group.name());
        return at < 0 ? GROUP_ORDER.size() : at;
    }
}
