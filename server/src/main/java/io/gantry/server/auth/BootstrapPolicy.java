package io.gantry.server.auth;

import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.LabelSelectorBuilder;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.rbac.v1.AggregationRule;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roles and bindings that every cluster starts with: Kubernetes 1.36's default policy, read from {@code
 * bootstrap-policy.txt} beside this class. Aggregated roles come with their rules filled in.
 */
public final class BootstrapPolicy {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final String AUTOUPDATE = "rbac.authorization.kubernetes.io/autoupdate";

    private final List<Draft> drafts = new ArrayList<>();

    private BootstrapPolicy() {}

    /** One entry of the file, as far as it has been read. */
    private static final class Draft {
        final String[] head;
        final Map<String, String> labels = new TreeMap<>(Map.of("kubernetes.io/bootstrapping", "rbac-defaults"));
        final Map<String, String> aggregate = new LinkedHashMap<>();
        /** By the line that says it: equal lines are found sooner than equal rules. */
        final Map<String, PolicyRule> rules = new LinkedHashMap<>();

        final List<Subject> subjects = new ArrayList<>();

        Draft(String[] head) {
            this.head = head;
        }

        ObjectMeta metadata(@Nullable String namespace, String name) {
            return ObjectMetaBuilder.of()
                    .name(name)
                    .namespace(namespace)
                    .labels(labels)
                    .annotations(Map.of(AUTOUPDATE, "true"))
                    .build();
        }
    }

    /** All objects of the policy. Those in namespaces need {@code kube-system} and {@code kube-public} to exist. */
    public static List<KubeObject> objects() {
        BootstrapPolicy policy = new BootstrapPolicy();
        try (InputStream in = BootstrapPolicy.class.getResourceAsStream("bootstrap-policy.txt")) {
            if (in == null) {
                throw new IllegalStateException("bootstrap-policy.txt is missing from the program");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(policy::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return policy.build();
    }

    /** The rules of one of the policy's cluster roles. */
    public static List<PolicyRule> rulesOf(String clusterRole) {
        for (KubeObject object : objects()) {
            if (object instanceof ClusterRole role && role.name().equals(clusterRole)) {
                return role.rules();
            }
        }
        throw new IllegalArgumentException("no cluster role of the policy: " + clusterRole);
    }

    private void line(String line) {
        if (line.startsWith("#") || line.isBlank()) {
            return;
        }
        if (!line.startsWith(" ")) {
            drafts.add(new Draft(line.split(" ", -1)));
            return;
        }
        Draft draft = drafts.getLast();
        String text = line.strip();
        int space = text.indexOf(' ');
        String rest = text.substring(space + 1);
        switch (text.substring(0, space)) {
            case "label" -> put(draft.labels, rest);
            case "aggregate" -> put(draft.aggregate, rest);
            case "rule" -> {
                String[] parts = rest.split("\\|", -1);
                draft.rules.put(
                        rest,
                        new PolicyRule(
                                list(parts[2]),
                                list(parts[0]),
                                list(parts[1]),
                                parts.length > 3 ? list(parts[3]) : List.of(),
                                List.of()));
            }
            case "urls" -> {
                String[] parts = rest.split("\\|", -1);
                draft.rules.put(rest, new PolicyRule(list(parts[1]), List.of(), List.of(), List.of(), list(parts[0])));
            }
            case "subject" -> {
                String[] parts = rest.split(" ", -1);
                boolean account = parts[0].equals("ServiceAccount");
                draft.subjects.add(new Subject(
                        parts[0], account ? null : GROUP, parts[parts.length - 1], account ? parts[1] : null));
            }
            default -> throw new IllegalStateException("bootstrap-policy.txt: " + line);
        }
    }

    private static void put(Map<String, String> map, String assignment) {
        int equals = assignment.indexOf('=');
        map.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private static List<String> list(String text) {
        List<String> result = new ArrayList<>();
        for (String part : text.strip().split(",", -1)) {
            result.add(part.equals("core") ? "" : part);
        }
        return result;
    }

    private List<KubeObject> build() {
        List<KubeObject> objects = new ArrayList<>();
        for (Draft draft : drafts) {
            String[] head = draft.head;
            objects.add(
                    switch (head[0]) {
                        case "clusterrole" ->
                            new ClusterRole(
                                    draft.metadata(null, head[1]),
                                    List.copyOf(rules(draft).values()),
                                    aggregation(draft));
                        case "role" -> new Role(draft.metadata(head[1], head[2]), List.copyOf(draft.rules.values()));
                        case "clusterrolebinding" ->
                            new ClusterRoleBinding(
                                    draft.metadata(null, head[1]),
                                    draft.subjects,
                                    new RoleRef(GROUP, "ClusterRole", head[2]));
                        case "rolebinding" ->
                            new RoleBinding(
                                    draft.metadata(head[1], head[2]),
                                    draft.subjects,
                                    new RoleRef(GROUP, head[3], head[4]));
                        default -> throw new IllegalStateException("bootstrap-policy.txt: " + head[0]);
                    });
        }
        return objects;
    }

    private static @Nullable AggregationRule aggregation(Draft draft) {
        return draft.aggregate.isEmpty()
                ? null
                : new AggregationRule(List.of(
                        LabelSelectorBuilder.of().matchLabels(draft.aggregate).build()));
    }

    /** A role's own rules, and those of the roles that it aggregates, which may aggregate in turn. */
    private Map<String, PolicyRule> rules(Draft draft) {
        Map<String, PolicyRule> rules = new LinkedHashMap<>(draft.rules);
        if (!draft.aggregate.isEmpty()) {
            for (Draft other : drafts) {
                if (other != draft
                        && other.head[0].equals("clusterrole")
                        && other.labels.entrySet().containsAll(draft.aggregate.entrySet())) {
                    rules(other).forEach(rules::putIfAbsent);
                }
            }
        }
        return rules;
    }
}
