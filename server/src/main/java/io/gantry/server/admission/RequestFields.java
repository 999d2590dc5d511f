package io.gantry.server.admission;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.request.UserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the tree of an {@code AdmissionRequest} of {@code admission.k8s.io/v1}, without uid and objects. Pure. */
public final class RequestFields {
    private RequestFields() {}

    /** A new tree; what is empty is left out, as in Kubernetes. */
    public static Map<String, Object> of(AdmissionRequest request) {
        Kind<?> kind = request.kind();
        KubeObject object = request.object() == null ? request.old() : request.object();
        // A subresource may have a kind of its own, such as the request for a token.
        Kind<?> shown = object == null ? kind : object.kind();
        Map<String, Object> groupKind =
                Map.of("group", shown.group(), "version", shown.version(), "kind", shown.name());
        Map<String, Object> resource =
                Map.of("group", kind.group(), "version", kind.version(), "resource", kind.plural());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", groupKind);
        fields.put("resource", resource);
        fields.put("requestKind", groupKind);
        fields.put("requestResource", resource);
        if (!request.main()) {
            fields.put("subResource", request.subresource());
            fields.put("requestSubResource", request.subresource());
        }
        String name = request.name().isEmpty() && request.object() != null
                ? request.object().name()
                : request.name();
        if (!name.isEmpty()) {
            fields.put("name", name);
        }
        // Kubernetes takes a namespace that is there to be in itself.
        String namespace = kind == NamespaceType.KIND && request.operation() != Operation.CREATE
                ? request.name()
                : request.namespace();
        if (!namespace.isEmpty()) {
            fields.put("namespace", namespace);
        }
        fields.put("operation", request.operation().name());
        fields.put("userInfo", user(request.user()));
        fields.put("dryRun", request.dryRun());
        if (request.operation() != Operation.CONNECT) {
            fields.put("options", options(request));
        }
        return fields;
    }

    /** An object as it is shown; what a client connects with has no metadata, not even none. */
    public static @Nullable Map<String, Object> tree(@Nullable KubeObject object) {
        if (object == null) {
            return null;
        }
        Map<String, Object> tree = Tree.of(object);
        if (object.kind().custom() && object.kind().plural().isEmpty()) {
            tree.remove("metadata");
        }
        return tree;
    }

    private static Map<String, Object> user(UserInfo user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("username", user.name());
        if (!user.uid().isEmpty()) {
            fields.put("uid", user.uid());
        }
        fields.put("groups", user.groups());
        if (!user.extra().isEmpty()) {
            fields.put("extra", user.extra());
        }
        return fields;
    }

    private static Map<String, Object> options(AdmissionRequest request) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put(
                "kind",
                switch (request.operation()) {
                    case CREATE -> "CreateOptions";
                    case UPDATE -> "UpdateOptions";
                    case DELETE -> "DeleteOptions";
                    case CONNECT -> throw new IllegalArgumentException("a connect has no options of this sort");
                });
        options.put("apiVersion", "meta.k8s.io/v1");
        if (request.dryRun()) {
            options.put("dryRun", List.of("All"));
        }
        return options;
    }
}
