package io.gantry.server.patch;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The annotation in which {@code kubectl apply} keeps the configuration that it applied last, as long as it applies on the
 * client's side. Whoever changes to server-side apply, under kubectl's own name, finds it kept up to date, so that they may go
 * back, and is in nobody's way with the fields that it says were theirs. Pure.
 */
final class LastApplied {
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String MANAGER = "kubectl";
    private static final String METADATA = "metadata";
    private static final String ANNOTATIONS = "annotations";
    /** Bytes; with more of them an object would be refused. */
    private static final int MAX_ANNOTATIONS = 256 * 1024;

    private LastApplied() {}

    static boolean concerns(Manager manager) {
        return manager.name().equals(MANAGER);
    }

    /** The fields that the annotation names with the values that they have; nothing when it says nothing of this version. */
    static FieldSet fields(Schema schema, Map<String, @Nullable Object> live, String apiVersion) {
        String text = annotation(live);
        if (text.isEmpty()) {
            return FieldSet.EMPTY;
        }
        Map<String, @Nullable Object> config;
        try {
            config = new LinkedHashMap<>(Tree.object(Tree.parseJson(text.getBytes(StandardCharsets.UTF_8))));
        } catch (DecodeException e) {
            return FieldSet.EMPTY; // the client's own text, which may be anything
        }
        if (!apiVersion.equals(config.get("apiVersion"))) {
            return FieldSet.EMPTY;
        }
        Comparison comparison = Comparison.of(schema, config, live);
        return FieldSets.of(schema, config)
                .difference(comparison.modified())
                .difference(comparison.added())
                .difference(comparison.removed());
    }

    /** The object with the configuration in its annotation, if it has the annotation; the same object if not. */
    static Map<String, @Nullable Object> kept(
            Map<String, @Nullable Object> object, Map<String, @Nullable Object> config) {
        if (annotation(object).isEmpty()
                || !(object.get(METADATA) instanceof Map<?, ?> metadata)
                || !(metadata.get(ANNOTATIONS) instanceof Map<?, ?> given)) {
            return object;
        }
        Map<Object, @Nullable Object> annotations = new LinkedHashMap<>(given);
        annotations.put(ANNOTATION, text(config));
        long size = 0;
        for (Map.Entry<Object, @Nullable Object> entry : annotations.entrySet()) {
            size += bytes(entry.getKey()) + bytes(entry.getValue());
        }
        if (size > MAX_ANNOTATIONS) {
            annotations.remove(ANNOTATION);
        }
        Map<Object, @Nullable Object> changed = new LinkedHashMap<>(metadata);
        changed.put(ANNOTATIONS, annotations);
        Map<String, @Nullable Object> result = new LinkedHashMap<>(object);
        result.put(METADATA, changed);
        return result;
    }

    private static String annotation(Map<String, @Nullable Object> object) {
        return object.get(METADATA) instanceof Map<?, ?> metadata
                        && metadata.get(ANNOTATIONS) instanceof Map<?, ?> annotations
                        && annotations.get(ANNOTATION) instanceof String text
                ? text
                : "";
    }

    private static int bytes(@Nullable Object text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8).length;
    }

    /** The configuration without the annotation, as Go writes it. */
    private static String text(Map<String, @Nullable Object> config) {
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>(config);
        if (config.get(METADATA) instanceof Map<?, ?> metadata
                && metadata.get(ANNOTATIONS) instanceof Map<?, ?> annotations) {
            Map<Object, @Nullable Object> others = new LinkedHashMap<>(annotations);
            others.remove(ANNOTATION);
            Map<Object, @Nullable Object> changed = new LinkedHashMap<>(metadata);
            changed.put(ANNOTATIONS, others);
            plain.put(METADATA, changed);
        }
        // These stand in texts alone, where they may be escaped.
        return new String(Tree.toJson(sorted(plain)), StandardCharsets.UTF_8)
                        .replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("&", "\\u0026")
                + "\n";
    }

    private static @Nullable Object sorted(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(String.valueOf(key), sorted(value)));
            return sorted;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> sorted = new ArrayList<>(list.size());
            list.forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        return tree;
    }
}
