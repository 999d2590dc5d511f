package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeList;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.api.meta.v1.PartialObjectMetadata;
import io.gantry.api.schema.RecordType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects as JSON, in Kubernetes' form: {@code kind} and {@code apiVersion} first, absent and empty fields left out,
 * required ones always there.
 *
 * <p>Names are matched exactly, null means absent, the last of two equal fields counts. Thread-safe.
 */
public final class Json {
    private Json() {}

    /**
     * What the object says of its type, wherever in it that stands; of what it says twice, the first.
     *
     * @throws DecodeException when this is no JSON object, or its type is no text
     */
    public static TypeMeta typeMeta(byte[] json) {
        try (JsonParser parser = JsonFormat.parser(json)) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new DecodeException("couldn't get version/kind; json parse error: json: cannot unmarshal "
                        + (parser.currentToken() == JsonToken.START_ARRAY ? "array" : "value")
                        + " into Go value of type struct { APIVersion string; Kind string }");
            }
            return TypeMeta.read(parser);
        } catch (IOException e) {
            throw JsonFormat.malformed(json, e);
        }
    }

    /**
     * Reads an object with its type.
     *
     * @param expected the kind of an object that does not name one; a custom kind reads its {@link CustomObject}s
     * @return the kind's record, a {@link KubeList} or a {@link CustomObject}; whether that is what was expected is up
     *     to the caller
     * @throws DecodeException when it cannot be read, or names a kind that is neither built in nor expected
     */
    public static Object decode(byte[] json, @Nullable Kind<?> expected, DecodeOptions options) {
        Resolved type = Resolved.of(typeMeta(json), expected);
        if (type.kind().custom()) {
            return Tree.toObject(Tree.object(Tree.parseJson(json, options)), expected, options);
        }
        return type.list()
                ? decodeList(json, type.kind(), options)
                : decodeNamed(json, type.kind().type(), expected, options);
    }

    private static Object decodeNamed(
            byte[] json, RecordType<?> type, @Nullable Kind<?> expected, DecodeOptions options) {
        try (JsonParser parser = JsonFormat.parser(json)) {
            JsonReader reader = new JsonReader(json, parser, new FieldTrail(options.strictErrors()));
            Object record = reader.record(type);
            JsonFormat.end(parser, json);
            // A type that is given twice has been looked for in vain: only a tree has the last of each at hand.
            return reader.namedTwice()
                    ? Tree.toObject(Tree.object(Tree.parseJson(json)), expected, DecodeOptions.LENIENT)
                    : record;
        } catch (IOException e) {
            throw JsonFormat.malformed(json, e);
        }
    }

    /**
     * Reads a record of a known type; {@code apiVersion} and {@code kind} are not looked at.
     *
     * @throws DecodeException when it cannot be read
     */
    public static <T> T decodeRecord(byte[] json, RecordType<T> type, DecodeOptions options) {
        try (JsonParser parser = JsonFormat.parser(json)) {
            Object record = new JsonReader(json, parser, new FieldTrail(options.strictErrors())).record(type);
            JsonFormat.end(parser, json);
            return type.recordClass().cast(record);
        } catch (IOException e) {
            throw JsonFormat.malformed(json, e);
        }
    }

    private static <T> KubeList<T> decodeList(byte[] json, Kind<T> kind, DecodeOptions options) {
        FieldTrail trail = new FieldTrail(options.strictErrors());
        try (JsonParser parser = JsonFormat.parser(json)) {
            KubeList<T> list = list(parser, new JsonReader(json, parser, trail), trail, kind);
            JsonFormat.end(parser, json);
            return list;
        } catch (IOException e) {
            throw JsonFormat.malformed(json, e);
        }
    }

    /** The list at whose start the parser stands. */
    static <T> KubeList<T> list(JsonParser parser, JsonReader reader, FieldTrail trail, Kind<T> kind)
            throws IOException {
        RecordType<T> type = kind.type();
        ListMeta metadata = ListMetaType.EMPTY;
        List<T> items = new ArrayList<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            trail.enter(name);
            if (name.equals("metadata") && token != JsonToken.VALUE_NULL) {
                metadata = (ListMeta) reader.record(ListMetaType.TYPE);
            } else if (name.equals("items") && token != JsonToken.VALUE_NULL) {
                if (token != JsonToken.START_ARRAY) {
                    throw FieldTrail.noItems(kind, JsonReader.word(token));
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    trail.element(items.size());
                    items.add(type.recordClass().cast(reader.record(type)));
                }
            } else {
                parser.skipChildren();
            }
            trail.leave();
        }
        return new KubeList<>(kind, metadata, items);
    }

    /** The object with its kind: a record that has one, a {@link KubeList} or a {@link CustomObject}. */
    public static byte[] encode(Object topLevel) {
        return JsonOutput.kept(1024, out -> write(out, topLevel));
    }

    /** The same, written to a stream, which stays open. */
    public static void encode(Object topLevel, OutputStream stream) {
        try {
            JsonOutput out = JsonOutput.to(stream);
            write(out, topLevel);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object of a kind without kind and apiVersion, as an item of a list. */
    public static byte[] encodeBare(Object object) {
        return JsonOutput.kept(1024, out -> write(out, object, false));
    }

    /** Any record. */
    public static <T> byte[] encodeRecord(RecordType<T> type, T record) {
        return JsonOutput.kept(256, out -> new JsonWriter(out).record(type, record));
    }

    /** Whether an object names its kind even in a list, which names it already; as from Kubernetes. */
    static boolean namesItsKind(Object object) {
        return object instanceof CustomObject || object instanceof PartialObjectMetadata;
    }

    private static void write(JsonOutput out, Object topLevel) throws IOException {
        if (topLevel instanceof KubeList<?> list) {
            startList(out, list.itemKind().apiVersion(), list.kindName(), list.metadata());
            for (Object item : list.items()) {
                write(out, item, false);
            }
            endList(out);
        } else {
            write(out, topLevel, true);
        }
    }

    private static void write(JsonOutput out, Object object, boolean typed) throws IOException {
        if (object instanceof CustomObject custom) {
            out.tree(Tree.of(custom));
            return;
        }
        Kind<?> kind = kindOf(object);
        out.startObject();
        if (typed || namesItsKind(object)) {
            out.field("kind", kind.name());
            out.field("apiVersion", kind.apiVersion());
        }
        new JsonWriter(out).fields(kind.type(), object);
        out.endObject();
    }

    static Kind<?> kindOf(Object object) {
        Kind<?> kind = Kinds.of(object);
        if (kind == null) {
            throw new IllegalArgumentException(
                    object.getClass().getName() + " is no kind: it has no apiVersion; write it with its RecordType");
        }
        return kind;
    }

    private static void startList(JsonOutput out, String apiVersion, String kind, ListMeta metadata)
            throws IOException {
        out.startObject();
        out.field("kind", kind);
        out.field("apiVersion", apiVersion);
        out.name("metadata");
        new JsonWriter(out).record(ListMetaType.TYPE, metadata);
        out.name("items");
        out.startArray();
    }

    private static void endList(JsonOutput out) throws IOException {
        out.endArray();
        out.endObject();
    }

    /**
     * Writes a list item by item.
     *
     * @param out is neither flushed nor closed
     */
    public static ListWriter list(OutputStream out, String apiVersion, String kind, ListMeta metadata) {
        return new ListWriter(out, apiVersion, kind, metadata);
    }

    /** A list that is being written; complete once closed. Not thread-safe. */
    public static final class ListWriter implements AutoCloseable {
        private final JsonOutput out;

        private ListWriter(OutputStream stream, String apiVersion, String kind, ListMeta metadata) {
            out = JsonOutput.to(stream);
            try {
                startList(out, apiVersion, kind, metadata);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Adds an object of a kind. */
        public void item(Object object) {
            try {
                write(out, object, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Adds an item that was encoded before, by {@link Json#encodeBare}. */
        public void encodedItem(byte[] json) {
            try {
                out.value(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                endList(out);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
