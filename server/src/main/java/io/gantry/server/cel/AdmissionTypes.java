package io.gantry.server.cel;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The types of the variables {@code request}, {@code namespaceObject} and {@code user}, by their names. Immutable. */
final class AdmissionTypes {
    private static final CelType STRINGS = ListType.create(SimpleType.STRING);
    private static final CelType TEXTS = MapType.create(SimpleType.STRING, SimpleType.STRING);
    private static final Map<String, CelType> ALL = new LinkedHashMap<>();

    static final CelType USER = user();
    static final CelType REQUEST = request();
    static final CelType NAMESPACE = namespace();

    private AdmissionTypes() {}

    static Map<String, CelType> all() {
        return ALL;
    }

    private static CelType add(String name, ImmutableMap<String, CelType> fields) {
        CelType type = struct(name, fields);
        ALL.put(name, type);
        return type;
    }

    static CelType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private static CelType user() {
        CelType text = SimpleType.STRING;
        return add(
                "kubernetes.UserInfo",
                ImmutableMap.of(
                        "username",
                        text,
                        "uid",
                        text,
                        "groups",
                        STRINGS,
                        "extra",
                        MapType.create(SimpleType.STRING, STRINGS)));
    }

    private static CelType request() {
        CelType text = SimpleType.STRING;
        CelType kind =
                add("kubernetes.GroupVersionKind", ImmutableMap.of("group", text, "version", text, "kind", text));
        CelType resource = add(
                "kubernetes.GroupVersionResource", ImmutableMap.of("group", text, "version", text, "resource", text));
        return add(
                "kubernetes.AdmissionRequest",
                ImmutableMap.<String, CelType>builder()
                        .put("kind", kind)
                        .put("resource", resource)
                        .put("subResource", text)
                        .put("requestKind", kind)
                        .put("requestResource", resource)
                        .put("requestSubResource", text)
                        .put("name", text)
                        .put("namespace", text)
                        .put("operation", text)
                        .put("userInfo", USER)
                        .put("dryRun", SimpleType.BOOL)
                        .put("options", SimpleType.DYN)
                        .build());
    }

    private static CelType namespace() {
        CelType text = SimpleType.STRING;
        CelType condition = add(
                "kubernetes.NamespaceCondition",
                ImmutableMap.of(
                        "status",
                        text,
                        "type",
                        text,
                        "lastTransitionTime",
                        SimpleType.TIMESTAMP,
                        "message",
                        text,
                        "reason",
                        text));
        CelType metadata = add(
                "kubernetes.NamespaceMetadata",
                ImmutableMap.<String, CelType>builder()
                        .put("name", text)
                        .put("generateName", text)
                        .put("namespace", text)
                        .put("labels", TEXTS)
                        .put("annotations", TEXTS)
                        .put("UID", text)
                        .put("creationTimestamp", SimpleType.TIMESTAMP)
                        .put("deletionGracePeriodSeconds", SimpleType.INT)
                        .put("deletionTimestamp", SimpleType.TIMESTAMP)
                        .put("generation", SimpleType.INT)
                        .put("resourceVersion", text)
                        .put("finalizers", STRINGS)
                        .build());
        CelType spec = add("kubernetes.NamespaceSpec", ImmutableMap.of("finalizers", STRINGS));
        CelType status = add(
                "kubernetes.NamespaceStatus", ImmutableMap.of("conditions", ListType.create(condition), "phase", text));
        return add("kubernetes.Namespace", ImmutableMap.of("metadata", metadata, "spec", spec, "status", status));
    }
}
