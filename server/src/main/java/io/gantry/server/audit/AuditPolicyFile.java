package io.gantry.server.audit;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.server.audit.AuditRule.GroupResources;
import io.gantry.server.registry.Violations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy of {@code audit.k8s.io/v1} and says everything that is wrong with it, in Kubernetes' words. Other than
 * Kubernetes, which then reads the file once more and leaves such fields out, it refuses fields that it does not know: a
 * misspelt one would record less, or more, than it says.
 */
public final class AuditPolicyFile {
    private static final Set<String> POLICY_FIELDS =
            Set.of("apiVersion", "kind", "metadata", "rules", "omitStages", "omitManagedFields");
    private static final Set<String> RULE_FIELDS = Set.of(
            "level",
            "users",
            "userGroups",
            "verbs",
            "resources",
            "namespaces",
            "nonResourceURLs",
            "omitStages",
            "omitManagedFields");
    private static final Set<String> RESOURCE_FIELDS = Set.of("group", "resources", "resourceNames");

    private final Violations violations = new Violations();

    private AuditPolicyFile() {}

    /** @throws IOException when the file cannot be read or is not a policy; the message says what is wrong, and where */
    public static AuditPolicy read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /** @throws IOException when it is not a policy */
    static AuditPolicy parse(byte[] yaml) throws IOException {
        StrictErrors duplicates = new StrictErrors();
        Object tree;
        try {
            tree = Yaml.parse(yaml, DecodeOptions.collecting(duplicates));
        } catch (DecodeException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!duplicates.isEmpty()) {
            throw new IOException(duplicates.message());
        }
        if (!(tree instanceof Map<?, ?>)) {
            throw new IOException("it must have apiVersion: audit.k8s.io/v1 and kind: Policy");
        }
        Map<String, Object> policy = Tree.object(tree);
        if (!"audit.k8s.io/v1".equals(policy.get("apiVersion")) || !"Policy".equals(policy.get("kind"))) {
            throw new IOException("apiVersion and kind must be audit.k8s.io/v1 and Policy, are "
                    + policy.get("apiVersion") + " and " + policy.get("kind"));
        }
        AuditPolicyFile reader = new AuditPolicyFile();
        AuditPolicy result = reader.policy(policy);
        if (!reader.violations.isEmpty()) {
            throw new IOException(reader.violations.causes().stream()
                    .map(cause -> cause.field() + ": " + cause.message())
                    .collect(Collectors.joining("; ")));
        }
        return result;
    }

    private AuditPolicy policy(Map<String, Object> tree) {
        known("", tree, POLICY_FIELDS);
        List<AuditRule> rules = new ArrayList<>();
        List<?> given = list("rules", tree.get("rules"));
        if (given.isEmpty()) {
            violations.required("rules", "a policy without rules records nothing");
        }
        for (int i = 0; i < given.size(); i++) {
            String path = "rules[" + i + "]";
            if (given.get(i) instanceof Map<?, ?> rule) {
                rules.add(rule(path, Tree.object(rule)));
            } else {
                violations.invalid(path, given.get(i), "must be an object");
            }
        }
        Boolean omit = flag("omitManagedFields", tree.get("omitManagedFields"));
        return new AuditPolicy(rules, stages("omitStages", tree.get("omitStages")), Boolean.TRUE.equals(omit));
    }

    private AuditRule rule(String path, Map<String, Object> tree) {
        known(path + ".", tree, RULE_FIELDS);
        AuditLevel level = AuditLevel.of(tree.get("level"));
        if (level == null) {
            if (tree.get("level") == null || "".equals(tree.get("level"))) {
                violations.required(path + ".level", "");
            } else {
                violations.notSupported(path + ".level", tree.get("level"), AuditLevel.texts());
            }
            level = AuditLevel.NONE;
        }
        List<GroupResources> resources = new ArrayList<>();
        List<?> given = list(path + ".resources", tree.get("resources"));
        for (int i = 0; i < given.size(); i++) {
            String each = path + ".resources[" + i + "]";
            if (given.get(i) instanceof Map<?, ?> group) {
                resources.add(resources(each, Tree.object(group)));
            } else {
                violations.invalid(each, given.get(i), "must be an object with group and resources");
            }
        }
        List<String> namespaces = texts(path + ".namespaces", tree.get("namespaces"));
        List<String> urls = texts(path + ".nonResourceURLs", tree.get("nonResourceURLs"));
        urls(path + ".nonResourceURLs", urls);
        if (!urls.isEmpty() && (!resources.isEmpty() || !namespaces.isEmpty())) {
            violations.invalid(
                    path + ".nonResourceURLs",
                    urls,
                    "rules cannot apply to both regular resources and non-resource URLs");
        }
        return new AuditRule(
                level,
                texts(path + ".users", tree.get("users")),
                texts(path + ".userGroups", tree.get("userGroups")),
                texts(path + ".verbs", tree.get("verbs")),
                resources,
                namespaces,
                urls,
                stages(path + ".omitStages", tree.get("omitStages")),
                flag(path + ".omitManagedFields", tree.get("omitManagedFields")));
    }

    private GroupResources resources(String path, Map<String, Object> tree) {
        known(path + ".", tree, RESOURCE_FIELDS);
        Object group = tree.get("group");
        if (group != null && !(group instanceof String)) {
            violations.invalid(path + ".group", group, "must be a string");
        } else if (group instanceof String name && name.contains("/")) {
            violations.invalid(path + ".group", name, "must be a group alone, without a version");
        }
        List<String> resources = texts(path + ".resources", tree.get("resources"));
        List<String> names = texts(path + ".resourceNames", tree.get("resourceNames"));
        if (!names.isEmpty() && resources.isEmpty()) {
            violations.invalid(path + ".resourceNames", names, "using resourceNames requires at least one resource");
        }
        return new GroupResources(group instanceof String name ? name : "", resources, names);
    }

    private void urls(String path, List<String> urls) {
        for (int i = 0; i < urls.size(); i++) {
            String url = urls.get(i);
            if (url.equals("*")) {
                continue;
            }
            if (!url.startsWith("/")) {
                violations.invalid(path + "[" + i + "]", url, "non-resource URL rules must begin with a '/' character");
            }
            int star = url.indexOf('*');
            if (star >= 0 && star < url.length() - 1) {
                violations.invalid(
                        path + "[" + i + "]",
                        url,
                        "non-resource URL wildcards '*' must be the final character of the rule");
            }
        }
    }

    private Set<AuditStage> stages(String path, @Nullable Object tree) {
        Set<AuditStage> stages = EnumSet.noneOf(AuditStage.class);
        List<String> texts = texts(path, tree);
        for (int i = 0; i < texts.size(); i++) {
            AuditStage stage = AuditStage.of(texts.get(i));
            if (stage == null) {
                violations.notSupported(path + "[" + i + "]", texts.get(i), AuditStage.texts());
            } else {
                stages.add(stage);
            }
        }
        return stages;
    }

    private void known(String prefix, Map<String, Object> tree, Set<String> fields) {
        for (String field : tree.keySet()) {
            if (!fields.contains(field)) {
                violations.forbidden(
                        prefix + field,
                        "there is no such field; known are "
                                + fields.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private @Nullable Boolean flag(String path, @Nullable Object tree) {
        if (tree == null || tree instanceof Boolean) {
            return (Boolean) tree;
        }
        violations.invalid(path, tree, "must be true or false");
        return null;
    }

    private List<?> list(String path, @Nullable Object tree) {
        if (tree == null) {
            return List.of();
        }
        if (tree instanceof List<?> list) {
            return list;
        }
        violations.invalid(path, tree, "must be a list");
        return List.of();
    }

    private List<String> texts(String path, @Nullable Object tree) {
        List<String> texts = new ArrayList<>();
        List<?> given = list(path, tree);
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) instanceof String text) {
                texts.add(text);
            } else {
                violations.invalid(path + "[" + i + "]", given.get(i), "must be a string");
            }
        }
        return texts;
    }
}
