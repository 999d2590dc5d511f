package io.gantry.server.auth.webhook;

import io.gantry.api.select.Requirement;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request as the {@code spec} of a SubjectAccessReview. Pure. */
final class ReviewSpec {
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
            selectors(resource, request);
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

    private static void selectors(Map<String, Object> resource, Attributes request) {
        List<Map<String, Object>> fields = request.fieldRequirements().stream()
                .map(term -> requirement(term.field(), term.equal() ? "In" : "NotIn", List.of(term.value())))
                .toList();
        if (!fields.isEmpty()) {
            resource.put("fieldSelector", Map.of("requirements", fields));
        }
        List<Map<String, Object>> labels = new ArrayList<>();
        for (Requirement each : request.labelRequirements()) {
            String operator = operator(each.operator());
            if (!operator.isEmpty()) {
                labels.add(requirement(each.key(), operator, each.values()));
            }
        }
        if (!labels.isEmpty()) {
            resource.put("labelSelector", Map.of("requirements", labels));
        }
    }

    /** Empty for what the review has no word for. */
    private static String operator(Requirement.Operator operator) {
        return switch (operator) {
            case EQUALS, IN -> "In";
            case NOT_EQUALS, NOT_IN -> "NotIn";
            case EXISTS -> "Exists";
            case DOES_NOT_EXIST -> "DoesNotExist";
            case GREATER_THAN, LESS_THAN -> "";
        };
    }

    /** In this order, since the text is the cache's key. */
    private static Map<String, Object> requirement(String key, String operator, List<String> values) {
        Map<String, Object> requirement = new LinkedHashMap<>();
        requirement.put("key", key);
        requirement.put("operator", operator);
        if (!values.isEmpty()) {
            requirement.put("values", values);
        }
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
            selectors(resource, request);
            spec.put("resourceAttributes", resource);
        } else {
            spec.put("nonResourceAttributes", Map.of("path", request.path(), "verb", request.verb()));
        }
        return spec;
    }
}
