package io.gantry.api.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the API's types and fields mean, in sentences for its users: the Javadoc of their records, which the annotation
 * processor collects into a resource. Few ask (OpenAPI documents are made of it, and kept), so that it is read when first
 * asked for, never at a start, and kept as its text, only as long as memory allows. Thread-safe.
 */
public final class Descriptions {
    private static final String RESOURCE = "descriptions.txt";

    private static volatile @Nullable SoftReference<Descriptions> loaded;

    /** A record's lines, each a field's name, a tab and its sentence, by the name of the record's class. */
    private final Map<String, String> types = new HashMap<>();

    private Descriptions() {}

    /** What objects of a type are; {@code null} when its record says nothing. */
    public static @Nullable String of(RecordType<?> type) {
        return loaded().find(type.recordClass().getName(), "");
    }

    /** What a type's field means; {@code null} when its record says nothing of it. */
    public static @Nullable String of(RecordType<?> type, FieldInfo field) {
        return loaded().find(type.recordClass().getName(), field.name());
    }

    /** Changes whenever a sentence does. Cheap: reads one line. */
    public static String fingerprint() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            return Objects.requireNonNull(reader.readLine(), "first line of the descriptions");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the descriptions of the API's types", e);
        }
    }

    /** @param text as the annotation processor writes it, see its {@code DescriptionsText} */
    static Descriptions parse(String text) {
        Descriptions descriptions = new Descriptions();
        int start = 0;
        while (start < text.length()) {
            // Splitting by an expression costs a first caller twice as much.
            int blank = text.indexOf("\n\n", start);
            int end = blank < 0 ? text.length() : blank;
            int name = text.indexOf('\n', start);
            descriptions.types.put(text.substring(start, name), text.substring(name, end));
            start = end + 2;
        }
        return descriptions;
    }

    /** @param field a name in JSON, or empty for the type itself */
    @Nullable
    String find(String type, String field) {
        String lines = types.getOrDefault(type, "");
        String start = "\n" + field + "\t";
        int at = lines.indexOf(start);
        if (at < 0) {
            return null;
        }
        int end = lines.indexOf('\n', at + start.length());
        return lines.substring(at + start.length(), end < 0 ? lines.length() : end);
    }

    /** Two threads may read it at the same time at first; each gets the same. */
    private static Descriptions loaded() {
        SoftReference<Descriptions> reference = loaded;
        Descriptions known = reference == null ? null : reference.get();
        if (known == null) {
            try (InputStream in = open()) {
                known = parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the descriptions of the API's types", e);
            }
            loaded = new SoftReference<>(known);
        }
        return known;
    }

    private static InputStream open() {
        return Objects.requireNonNull(Descriptions.class.getResourceAsStream(RESOURCE), RESOURCE);
    }
}
