package io.gantry.api.codec;

import io.gantry.api.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects as YAML. Reading goes through the generic tree, with Kubernetes' view of scalars (YAML 1.1: {@code yes} is
 * true, {@code 0644} is 420). Thread-safe.
 */
public final class Yaml {
    private Yaml() {}

    /**
     * The documents of a stream as trees; an empty document is null.
     *
     * @throws DecodeException when this is no YAML
     */
    public static List<Object> parseAll(byte[] yaml) {
        return YamlReader.read(yaml, DecodeOptions.LENIENT);
    }

    /**
     * The first document as a tree; null when there is none.
     *
     * @throws DecodeException when this is no YAML
     */
    public static @Nullable Object parse(byte[] yaml) {
        return parse(yaml, DecodeOptions.LENIENT);
    }

    /** The same, and finds duplicate keys; the last one counts. */
    public static @Nullable Object parse(byte[] yaml, DecodeOptions options) {
        Object json = json(yaml);
        if (json != null) {
            return json;
        }
        List<Object> documents = YamlReader.read(yaml, options);
        return documents.isEmpty() ? null : documents.getFirst();
    }

    /**
     * Most of the YAML that clients send is JSON, which is read much faster as what it is; null when it is none, or names a field
     * twice, which YAML's reader tells in words of its own.
     */
    private static @Nullable Object json(byte[] yaml) {
        if (yaml.length == 0 || yaml[0] != '{') {
            return null;
        }
        StrictErrors duplicates = new StrictErrors();
        try {
            Object tree = TreeJson.parse(yaml, DecodeOptions.collecting(duplicates));
            return duplicates.isEmpty() ? tree : null;
        } catch (DecodeException e) {
            return null; // YAML's reader says what is wrong, if anything is
        }
    }

    /**
     * Reads the first document as an object; see {@link Json#decode}.
     *
     * @throws DecodeException when it cannot be read
     */
    public static Object decode(byte[] yaml, @Nullable Kind<?> expected, DecodeOptions options) {
        return Tree.toObject(Tree.object(parse(yaml, options)), expected, options);
    }

    /** The tree as YAML with sorted keys, ending in a line break. */
    public static String write(@Nullable Object tree) {
        return YamlWriter.write(tree);
    }

    /** The object with kind and apiVersion. */
    public static String encode(Object topLevel) {
        return YamlWriter.write(Tree.of(topLevel));
    }
}
