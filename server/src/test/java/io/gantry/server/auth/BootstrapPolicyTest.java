package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.server.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Against Kubernetes' own default policy, where a copy of it is at hand. */
final class BootstrapPolicyTest {
    private static final Path POLICY = Shared.file("inputs/rbac-bootstrap");

    private static String key(Object kind, Object namespace, Object name) {
        return kind + " " + (namespace == null ? "" : namespace) + "/" + name;
    }

    /** Each single permission as one line, so that rules cut otherwise are still equal. */
    private static Set<String> atoms(List<PolicyRule> rules) {
        Set<String> atoms = new TreeSet<>();
        for (PolicyRule rule : rules) {
            for (String verb : rule.verbs()) {
                rule.nonResourceURLs().forEach(url -> atoms.add(verb + " " + url));
                for (String group : rule.apiGroups()) {
                    for (String resource : rule.resources()) {
                        if (rule.resourceNames().isEmpty()) {
                            atoms.add(verb + " " + group + "/" + resource);
                        }
                        rule.resourceNames()
                                .forEach(name -> atoms.add(verb + " " + group + "/" + resource + "=" + name));
                    }
                }
            }
        }
        return atoms;
    }

    private static Object said(KubeObject object) {
        return switch (object) {
            case ClusterRole role ->
                List.of(atoms(role.rules()), role.metadata().labels());
            case io.gantry.api.rbac.v1.Role role -> atoms(role.rules());
            case io.gantry.api.rbac.v1.ClusterRoleBinding binding -> List.of(binding.roleRef(), binding.subjects());
            case io.gantry.api.rbac.v1.RoleBinding binding -> List.of(binding.roleRef(), binding.subjects());
            default -> throw new IllegalStateException(object.toString());
        };
    }

    @Test
    void isKubernetesDefaultPolicy() throws Exception {
        Shared.assumePresent(POLICY);
        Map<String, Object> expected = new TreeMap<>();
        Set<String> aggregated = new TreeSet<>();
        for (String file : List.of(
                "cluster-roles.yaml",
                "controller-roles.yaml",
                "cluster-role-bindings.yaml",
                "controller-role-bindings.yaml",
                "namespace-roles.yaml",
                "namespace-role-bindings.yaml")) {
            for (Object document : Yaml.parseAll(Files.readAllBytes(POLICY.resolve(file)))) {
                for (Object item : items(document)) {
                    Map<?, ?> tree = (Map<?, ?>) item;
                    Map<?, ?> metadata = (Map<?, ?>) tree.get("metadata");
                    String key = key(tree.get("kind"), metadata.get("namespace"), metadata.get("name"));
                    Kind<?> kind = io.gantry.api.Kinds.find(
                            "rbac.authorization.k8s.io", "v1", String.valueOf(tree.get("kind")));
                    byte[] json = Tree.toJson(item);
                    KubeObject object = (KubeObject)
                            io.gantry.api.codec.Json.decode(json, kind, io.gantry.api.codec.DecodeOptions.LENIENT);
                    if (object instanceof ClusterRole role && role.aggregationRule() != null) {
                        aggregated.add(key); // its rules are computed
                    } else {
                        expected.put(key, said(object));
                    }
                }
            }
        }
        Map<String, Object> actual = new TreeMap<>();
        for (KubeObject object : BootstrapPolicy.objects()) {
            String key =
                    key(object.kind().name(), object.namespace().isEmpty() ? null : object.namespace(), object.name());
            if (!aggregated.contains(key)) {
                actual.put(key, said(object));
            }
        }
        List<String> differences = new ArrayList<>();
        expected.forEach((key, value) -> {
            if (!key.contains("openshift") && !value.equals(actual.get(key))) {
                differences.add(key + "\n  wanted " + value + "\n  has    " + actual.get(key));
            }
        });
        actual.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .forEach(key -> differences.add(key + " is not Kubernetes'"));
        assertThat(differences).isEmpty();
    }

    private static List<?> items(Object document) {
        return document instanceof Map<?, ?> map && map.get("items") instanceof List<?> items
                ? items
                : document == null ? List.of() : List.of(document);
    }
}
