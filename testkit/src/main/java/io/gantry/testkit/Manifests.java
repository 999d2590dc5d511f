package io.gantry.testkit;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.client.Client;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings what a YAML or JSON text describes about, as {@code kubectl apply --server-side --force-conflicts} would. */
final class Manifests {
    private static final WriteOptions OPTIONS = new WriteOptions("gantry-testkit", false, true);

    private static final Pattern MANIFEST = Pattern.compile("\\.(ya?ml|json)$");

    private final Client client;
    private final KindNames kinds;

    Manifests(Client client, KindNames kinds) {
        this.client = client;
        this.kinds = kinds;
    }

    /**
     * @param source how messages name the text
     * @param namespace of objects that name none
     */
    List<KubeObject> apply(String source, byte[] yaml, String namespace) {
        List<Object> documents;
        try {
            documents = Yaml.parseAll(yaml);
        } catch (DecodeException e) {
            throw new IllegalArgumentException(source + " cannot be read: " + e.getMessage(), e);
        }
        List<KubeObject> applied = new ArrayList<>();
        int number = 0;
        for (Object document : documents) {
            number++;
            if (document == null) {
                continue; // between two separators, or after the last one
            }
            applyTree(source + ", document " + number, document, namespace, applied);
        }
        return applied;
    }

    private void applyTree(String where, @Nullable Object document, String namespace, List<KubeObject> applied) {
        if (!(document instanceof Map)) {
            throw new IllegalArgumentException(where + " is no object");
        }
        Map<String, Object> tree = Tree.object(document);
        String apiVersion = text(tree.get("apiVersion"));
        String kind = text(tree.get("kind"));
        if (kind.endsWith("List") && tree.get("items") instanceof List<?> items) {
            for (Object item : items) {
                applyTree(where, item, namespace, applied);
            }
            return;
        }
        try {
            applied.add(applyObject(kinds.of(apiVersion, kind), tree, namespace));
        } catch (IllegalArgumentException | DecodeException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private <T extends KubeObject> T applyObject(Kind<T> kind, Map<String, Object> given, String namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>(
                given.get("metadata") instanceof Map ? Tree.object(given.get("metadata")) : Map.of());
        if (kind.namespaced()) {
            metadata.putIfAbsent("namespace", namespace);
        }
        Map<String, Object> tree = new LinkedHashMap<>(given);
        tree.put("metadata", metadata);
        T object = decoded(kind, tree);
        if (object.name().isEmpty()) {
            return client.create(kind, object, OPTIONS);
        }
        Patch patch = new Patch(Patch.Type.APPLY, Tree.toJson(tree));
        return client.patch(kind, object.namespace(), object.name(), patch, "", OPTIONS);
    }

    /** Strictly: a field that is misspelt in a test's manifest would otherwise be lost in silence. */
    @SuppressWarnings("unchecked") // decoded as that kind
    private static <T extends KubeObject> T decoded(Kind<T> kind, Map<String, Object> tree) {
        StrictErrors errors = new StrictErrors();
        T object = (T) Tree.toObject(tree, kind, DecodeOptions.collecting(errors));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.message());
        }
        return object;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** The file itself, or those of a directory that hold manifests, by name. */
    static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.filter(child -> MANIFEST.matcher(child.toString()).find())
                    .sorted()
                    .toList();
        }
    }

    static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }
}
