package io.gantry.server.auth.webhook;

import io.gantry.api.select.FieldSelector;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.UserInfo;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request as the {@code spec} of a SubjectAccessReview. Pure. */
final class ReviewSpec {
    private static final System.Logger LOG = System.getLogger(ReviewSpec.class.getName());

    private static final Set<String> SELECTING = Set.of("list", "watch", "deletecollection");

    private ReviewSpec() {}

    /** What a server is sent: what is empty is left out. */
    static Map<String, Object> sent(Attributes request, String version) {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (request.resourceRequest()) {
            Map<String, Object> resource = new LinkedHashMap<>();
            put(resource, "namespace", request.namespace());
            put(resource, "verb", request.verb());
            put(resource, "group", request.group());
            put(resource, "version", request.version());
            put(resource, "resource", request.resource());
            put(resource, "subresource", request.subresource());
            put(resource, "name", request.name());
            List<Object> fields = fields(request);
            if (!fields.isEmpty()) {
                resource.put("fieldSelector", Map.of("requirements", fields));
            }
            spec.put("resourceAttributes", resource);
        } else {
            Map<String, Object> path = new LinkedHashMap<>();
            put(path, "path", request.path());
            put(path, "verb", request.verb());
            spec.put("nonResourceAttributes", path);
        }
        UserInfo user = request.user();
        put(spec, "user", user.name());
        if (!user.groups().isEmpty()) {
            spec.put(version.equals(WebhookVersions.BETA) ? "group" : "groups", user.groups());
        }
        if (!user.extra().isEmpty()) {
            spec.put("extra", user.extra());
        }
        put(spec, "uid", user.uid());
        return spec;
    }

    /** What the field selector asks for; nothing for one that cannot be read, which then narrows nothing. */
    private static List<Object> fields(Attributes request) {
        if (request.fieldSelector().isEmpty() || !SELECTING.contains(request.verb())) {
            return List.of();
        }
        FieldSelector selector;
        try {
            selector = FieldSelector.parse(request.fieldSelector());
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a field selector that cannot be read is not shown to the webhook", e);
            return List.of();
        }
        return selector.requirements().stream()
                .<Object>map(ReviewSpec::requirement)
                .toList();
    }

    /** In this order, since the text is the cache's key. */
    private static Map<String, Object> requirement(FieldSelector.Term term) {
        Map<String, Object> requirement = new LinkedHashMap<>();
        requirement.put("key", term.field());
        requirement.put("operator", term.equal() ? "In" : "NotIn");
        requirement.put("values", List.of(term.value()));
        return requirement;
    }

    private static void put(Map<String, Object> map, String field, String value) {
        if (!value.isEmpty()) {
            map.put(field, value);
        }
    }

    /** What conditions see: version v1, and every text, even if it is empty. */
    static Map<String, Object> whole(Attributes request) {
        Map<String, Object> spec = new LinkedHashMap<>();
        UserInfo user = request.user();
        spec.put("user", user.name());
        spec.put("groups", user.groups());
        spec.put("uid", user.uid());
        spec.put("extra", user.extra());
        if (request.resourceRequest()) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("namespace", request.namespace());
            resource.put("verb", request.verb());
            resource.put("group", request.group());
            resource.put("version", request.version());
            resource.put("resource", request.resource());
            resource.put("subresource", request.subresource());
            resource.put("name", request.name());
            List<Object> fields = fields(request);
            if (!fields.isEmpty()) {
                resource.put("fieldSelector", Map.of("requirements", fields));
            }
            spec.put("resourceAttributes", resource);
        } else {
            spec.put("nonResourceAttributes", Map.of("path", request.path(), "verb", request.verb()));
        }
        return spec;
    }
}
