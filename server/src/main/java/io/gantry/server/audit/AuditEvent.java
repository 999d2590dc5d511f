package io.gantry.server.audit;

import io.gantry.api.KubeList;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusType;
import io.gantry.server.request.UserInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event: a request at one stage. Immutable.
 *
 * @param uri path and query as sent
 * @param user null when it is not known who asked
 * @param impersonated as whom the user acted; null for nobody
 * @param constraint the verb of constrained impersonation that allowed it; empty when none did
 * @param target null for a request that is not about a resource
 * @param status null as long as there is no answer
 * @param requestObject a record of the API, or the tree of a patch; null when the level does not ask for it or there is none
 * @param responseObject a record of the API; null when the level does not ask for it or there is none
 */
record AuditEvent(
        AuditLevel level,
        String auditId,
        AuditStage stage,
        String uri,
        String verb,
        @Nullable UserInfo user,
        @Nullable UserInfo impersonated,
        String constraint,
        List<String> sourceIps,
        String userAgent,
        @Nullable Target target,
        @Nullable Status status,
        @Nullable Object requestObject,
        @Nullable Object responseObject,
        boolean omitManagedFields,
        Instant received,
        Instant at,
        Map<String, String> annotations) {
    private static final String TRUNCATED = "audit.k8s.io/truncated";

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What a request is about; what is empty is not known or does not apply. */
    record Target(
            String resource,
            String namespace,
            String name,
            String uid,
            String group,
            String version,
            String resourceVersion,
            String subresource) {}

    /** How many bytes it has as a line of JSON. */
    int size() {
        return Tree.toJson(toTree(true)).length + 1;
    }

    /** The event without what may be large in it, and a word that this was left out. */
    AuditEvent truncated() {
        Map<String, String> noted = new LinkedHashMap<>(annotations);
        noted.put(TRUNCATED, "true");
        return new AuditEvent(
                level,
                auditId,
                stage,
                uri,
                verb,
                user,
                impersonated,
                constraint,
                sourceIps,
                userAgent,
                target,
                status,
                null,
                null,
                omitManagedFields,
                received,
                at,
                noted);
    }

    /** As {@code audit.k8s.io/v1} has it. */
    Map<String, Object> toTree(boolean alone) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (alone) {
            tree.put("kind", "Event");
            tree.put("apiVersion", "audit.k8s.io/v1");
        }
        tree.put("level", level.text());
        tree.put("auditID", auditId);
        tree.put("stage", stage.text());
        tree.put("requestURI", uri);
        tree.put("verb", verb);
        tree.put("user", user == null ? Map.of() : tree(user));
        if (impersonated != null) {
            tree.put("impersonatedUser", tree(impersonated));
        }
        if (!constraint.isEmpty()) {
            tree.put("authenticationMetadata", Map.of("impersonationConstraint", constraint));
        }
        if (!sourceIps.isEmpty()) {
            tree.put("sourceIPs", sourceIps);
        }
        put(tree, "userAgent", userAgent);
        if (target != null) {
            tree.put("objectRef", tree(target));
        }
        if (status != null) {
            tree.put("responseStatus", Objects.requireNonNull(Tree.ofRecord(StatusType.TYPE, status)));
        }
        if (requestObject != null) {
            tree.put("requestObject", object(requestObject));
        }
        if (responseObject != null) {
            tree.put("responseObject", object(responseObject));
        }
        tree.put("requestReceivedTimestamp", MICROSECONDS.format(received));
        tree.put("stageTimestamp", MICROSECONDS.format(at));
        if (!annotations.isEmpty()) {
            tree.put("annotations", annotations);
        }
        return tree;
    }

    private static void put(Map<String, Object> tree, String field, String value) {
        if (!value.isEmpty()) {
            tree.put(field, value);
        }
    }

    private static Map<String, Object> tree(UserInfo user) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "username", user.name());
        put(tree, "uid", user.uid());
        if (!user.groups().isEmpty()) {
            tree.put("groups", user.groups());
        }
        if (!user.extra().isEmpty()) {
            tree.put("extra", user.extra());
        }
        return tree;
    }

    private static Map<String, Object> tree(Target target) {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "resource", target.resource);
        put(tree, "namespace", target.namespace);
        put(tree, "name", target.name);
        put(tree, "uid", target.uid);
        put(tree, "apiGroup", target.group);
        put(tree, "apiVersion", target.version);
        put(tree, "resourceVersion", target.resourceVersion);
        put(tree, "subresource", target.subresource);
        return tree;
    }

    private Object object(Object object) {
        if (object instanceof Map<?, ?> || object instanceof List<?>) {
            return object;
        }
        Map<String, Object> tree = Tree.of(object);
        if (omitManagedFields && object instanceof KubeObject) {
            withoutManagedFields(tree);
        } else if (omitManagedFields && object instanceof KubeList<?> && tree.get("items") instanceof List<?> items) {
            items.forEach(AuditEvent::withoutManagedFields);
        }
        return tree;
    }

    private static void withoutManagedFields(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> object && object.get("metadata") instanceof Map<?, ?> metadata) {
            metadata.remove("managedFields");
        }
    }
}
