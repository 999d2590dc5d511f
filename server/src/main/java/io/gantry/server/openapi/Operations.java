package io.gantry.server.openapi;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.server.discovery.Subresource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The paths of a kind and what can be done at each, as OpenAPI writes them. */
final class Operations {
    private static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
    private static final List<String> SELECT = List.of(
            "allowWatchBookmarks",
            "continue",
            "fieldSelector",
            "labelSelector",
            "limit",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "timeoutSeconds",
            "watch");
    private static final List<String> DELETE = List.of(
            "dryRun",
            "gracePeriodSeconds",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "orphanDependents",
            "propagationPolicy");
    private static final List<String> PATCHES = List.of(
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json",
            "application/apply-patch+yaml",
            "application/apply-patch+cbor");
    private static final List<String> MEDIA_TYPES =
            List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "application/cbor");
    /** A list can be watched, at the same path. */
    private static final List<String> LIST_MEDIA_TYPES = List.of(
            "application/json",
            "application/yaml",
            "application/vnd.kubernetes.protobuf",
            "application/cbor",
            "application/json;stream=watch",
            "application/vnd.kubernetes.protobuf;stream=watch",
            "application/cbor-seq");

    private static final List<String> CUSTOM_MEDIA_TYPES =
            List.of("application/json", "application/yaml", "application/cbor");

    private final boolean v3;
    private final Schemas schemas;

    Operations(boolean v3, Schemas schemas) {
        this.v3 = v3;
        this.schemas = schemas;
    }

    /** Adds every path of the kind. */
    void add(Kind<?> kind, Map<String, Object> paths) {
        String root = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
        String collection = root + (kind.namespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural();
        Map<String, Object> body = schemas.reference(kind);

        Map<String, Object> many = new TreeMap<>();
        if (kind.verbs().contains("list")) {
            many.put("get", operation(kind, "list", "", SELECT, null, schemas.listReference(kind)));
        }
        if (kind.verbs().contains("create")) {
            many.put("post", operation(kind, "post", "", WRITE, body, body));
        }
        if (kind.verbs().contains("deletecollection")) {
            List<String> parameters = new ArrayList<>(DELETE);
            SELECT.stream()
                    .filter(name -> !name.equals("watch") && !name.equals("allowWatchBookmarks"))
                    .forEach(parameters::add);
            many.put("delete", operation(kind, "deletecollection", "", parameters, deleteOptions(), status()));
        }
        if (!many.isEmpty()) {
            paths.put(collection, item(many, kind.namespaced(), false));
        }
        if (kind.namespaced() && kind.verbs().contains("list")) {
            paths.put(
                    root + "/" + kind.plural(),
                    item(
                            new TreeMap<>(Map.of(
                                    "get",
                                    operation(
                                            kind,
                                            "list",
                                            "ForAllNamespaces",
                                            SELECT,
                                            null,
                                            schemas.listReference(kind)))),
                            false,
                            false));
        }

        Map<String, Object> one = new TreeMap<>();
        if (kind.verbs().contains("get")) {
            one.put("get", operation(kind, "get", "", List.of(), null, body));
        }
        if (kind.verbs().contains("update")) {
            one.put("put", operation(kind, "put", "", WRITE, body, body));
        }
        if (kind.verbs().contains("patch")) {
            one.put("patch", operation(kind, "patch", "", patchParameters(), schemas.patchReference(), body));
        }
        if (kind.verbs().contains("delete")) {
            one.put("delete", operation(kind, "delete", "", DELETE, deleteOptions(), status()));
        }
        if (!one.isEmpty()) {
            paths.put(collection + "/{name}", item(one, kind.namespaced(), true));
        }
        for (String text : kind.subresources()) {
            subresource(kind, Subresource.parse(text), collection, paths);
        }
    }

    private void subresource(Kind<?> kind, Subresource subresource, String collection, Map<String, Object> paths) {
        boolean itself = subresource.group().equals(kind.group())
                && subresource.version().equals(kind.version())
                && subresource.kind().equals(kind.name());
        Kind<?> answer = itself ? kind : Kinds.find(subresource.group(), subresource.version(), subresource.kind());
        if (answer == null) {
            return;
        }
        Map<String, Object> body = schemas.reference(answer);
        String suffix = subresource.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + subresource.name().substring(1);
        Map<String, Object> methods = new TreeMap<>();
        for (String verb : subresource.verbs()) {
            switch (verb) {
                case "get" -> methods.put("get", operation(answer, kind, "get", suffix, List.of(), null, body));
                case "create" -> methods.put("post", operation(answer, kind, "post", suffix, WRITE, body, body));
                case "update" -> methods.put("put", operation(answer, kind, "put", suffix, WRITE, body, body));
                case "patch" ->
                    methods.put(
                            "patch",
                            operation(
                                    answer, kind, "patch", suffix, patchParameters(), schemas.patchReference(), body));
                case "delete" ->
                    methods.put("delete", operation(answer, kind, "delete", suffix, DELETE, null, status()));
                default -> {}
            }
        }
        paths.put(collection + "/{name}/" + subresource.name(), item(methods, kind.namespaced(), true));
    }

    private static List<String> patchParameters() {
        List<String> parameters = new ArrayList<>(WRITE);
        parameters.add("force");
        return parameters;
    }

    private Map<String, Object> deleteOptions() {
        return schemas.reference(io.gantry.api.meta.v1.DeleteOptionsType.TYPE);
    }

    private Map<String, Object> status() {
        return schemas.reference(io.gantry.api.meta.v1.StatusType.TYPE);
    }

    private Map<String, Object> operation(
            Kind<?> kind,
            String action,
            String suffix,
            List<String> parameters,
            @Nullable Map<String, Object> body,
            Map<String, Object> answer) {
        return operation(kind, kind, action, suffix, parameters, body, answer);
    }

    private Map<String, Object> operation(
            Kind<?> said,
            Kind<?> owner,
            String action,
            String suffix,
            List<String> parameters,
            @Nullable Map<String, Object> body,
            Map<String, Object> answer) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId(owner, action, suffix));
        List<Object> described = new ArrayList<>();
        for (String name : parameters) {
            described.add(queryParameter(name));
        }
        boolean patch = action.equals("patch");
        if (v3) {
            operation.put("parameters", described);
            if (body != null) {
                Map<String, Object> content = new LinkedHashMap<>();
                for (String type : patch ? patches(owner) : List.of("*/*")) {
                    content.put(type, Map.of("schema", body));
                }
                operation.put("requestBody", Map.of("content", content));
            }
            Map<String, Object> content = new LinkedHashMap<>();
            for (String type : mediaTypes(said, action)) {
                content.put(type, Map.of("schema", answer));
            }
            operation.put("responses", Map.of("200", Map.of("description", "OK", "content", content)));
        } else {
            if (body != null) {
                Map<String, Object> parameter = new LinkedHashMap<>();
                parameter.put("in", "body");
                parameter.put("name", "body");
                parameter.put("required", !action.startsWith("delete"));
                parameter.put("schema", body);
                described.addFirst(parameter);
            }
            operation.put("consumes", patch ? patches(owner) : List.of("*/*"));
            operation.put("produces", mediaTypes(said, action));
            operation.put("schemes", List.of("https"));
            operation.put("parameters", described);
            operation.put("responses", Map.of("200", Map.of("description", "OK", "schema", answer)));
        }
        operation.put("tags", List.of(tag(owner)));
        operation.put("x-kubernetes-action", action);
        operation.put("x-kubernetes-group-version-kind", Schemas.groupVersionKind(said, said.name()));
        return operation;
    }

    private static List<String> patches(Kind<?> kind) {
        return kind.custom()
                ? PATCHES.stream().filter(type -> !type.contains("strategic")).toList()
                : PATCHES;
    }

    private static List<String> mediaTypes(Kind<?> kind, String action) {
        if (kind.custom()) {
            return CUSTOM_MEDIA_TYPES;
        }
        return action.equals("list") ? LIST_MEDIA_TYPES : MEDIA_TYPES;
    }

    private static String tag(Kind<?> kind) {
        String group = kind.group().isEmpty() ? "core" : kind.group().split("\\.", 2)[0];
        return group + "_" + kind.version();
    }

    private static String operationId(Kind<?> kind, String action, String suffix) {
        String verb = switch (action) {
            case "get" -> "read";
            case "post" -> "create";
            case "put" -> "replace";
            case "deletecollection" -> "deleteCollection";
            default -> action;
        };
        String group = kind.group().isEmpty() ? "core" : kind.group().split("\\.", 2)[0];
        return verb
                + capital(group)
                + capital(kind.version())
                + (kind.namespaced() && !suffix.equals("ForAllNamespaces") ? "Namespaced" : "")
                + kind.name()
                + suffix;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private Map<String, Object> queryParameter(String name) {
        String type = switch (name) {
            case "limit", "timeoutSeconds", "gracePeriodSeconds" -> "integer";
            case "watch",
                    "allowWatchBookmarks",
                    "sendInitialEvents",
                    "force",
                    "orphanDependents",
                    "ignoreStoreReadErrorWithClusterBreakingPotential" -> "boolean";
            default -> "string";
        };
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "query");
        if (v3) {
            parameter.put("schema", Map.of("type", type, "uniqueItems", true));
        } else {
            parameter.put("type", type);
            parameter.put("uniqueItems", true);
        }
        return parameter;
    }

    private Map<String, Object> item(Map<String, Object> methods, boolean namespaced, boolean named) {
        List<Object> parameters = new ArrayList<>();
        if (named) {
            parameters.add(pathParameter("name"));
        }
        if (namespaced) {
            parameters.add(pathParameter("namespace"));
        }
        parameters.add(queryParameter("pretty"));
        methods.put("parameters", parameters);
        return methods;
    }

    private Map<String, Object> pathParameter(String name) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "path");
        parameter.put("required", true);
        if (v3) {
            parameter.put("schema", Map.of("type", "string", "uniqueItems", true));
        } else {
            parameter.put("type", "string");
            parameter.put("uniqueItems", true);
        }
        return parameter;
    }
}
