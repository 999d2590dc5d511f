package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.api.schema.RecordType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Objects as CBOR (RFC 8949) in Kubernetes' form (KEP-4222): the maps and lists of {@link Json}, but that numbers keep their
 * kind and bytes are not spelled in base64. What is written begins with the tag of self-described CBOR, which a reader does not
 * ask for. What {@link CborParser} takes and refuses is said there. Thread-safe.
 */
public final class Cbor {
    /** The head of tag 55799, which means nothing and is like no other format. */
    private static final byte[] SELF_DESCRIBED = {(byte) 0xd9, (byte) 0xd9, (byte) 0xf7};

    private Cbor() {}

    /**
     * What the object says of its type, wherever in it that stands.
     *
     * @throws DecodeException when this is no map, or its type is no text
     */
    public static TypeMeta typeMeta(byte[] cbor) {
        try (CborParser parser = CborParser.at(cbor)) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw noType(parser, "value of type v1.TypeMeta");
            }
            return TypeMeta.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error of what says no type. */
    static DecodeException noType(CborParser parser, String wanted) {
        return new DecodeException("unable to determine group/version/kind: cbor: cannot unmarshal " + parser.word()
                + " into Go " + wanted);
    }

    /**
     * Reads an object with its type; see {@link Json#decode(byte[], Kind, DecodeOptions)}.
     *
     * @throws DecodeException when it cannot be read
     */
    public static Object decode(byte[] cbor, @Nullable Kind<?> expected, DecodeOptions options) {
        Resolved type = Resolved.of(typeMeta(cbor), expected);
        if (type.kind().custom()) {
            return Tree.toObject(Tree.object(parse(cbor)), expected, options);
        }
        try (CborParser parser = CborParser.at(cbor)) {
            FieldTrail trail = new CborTrail(parser, options.strictErrors());
            CborReader reader = new CborReader(parser, trail);
            Object object = type.list()
                    ? Json.list(parser, reader, trail, type.kind())
                    : reader.record(type.kind().type());
            JsonFormat.end(parser);
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a record of a known type; {@code apiVersion} and {@code kind} are not looked at.
     *
     * @throws DecodeException when it cannot be read
     */
    public static <T> T decodeRecord(byte[] cbor, RecordType<T> type, DecodeOptions options) {
        try (CborParser parser = CborParser.at(cbor)) {
            FieldTrail trail = new CborTrail(parser, options.strictErrors());
            Object record = new CborReader(parser, trail).record(type);
            JsonFormat.end(parser);
            return type.recordClass().cast(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As a generic tree, in which bytes are text.
     *
     * @throws DecodeException when it cannot be read
     */
    public static @Nullable Object parse(byte[] cbor) {
        try (CborParser parser = CborParser.at(cbor)) {
            Object tree = new TreeJson(parser, new FieldTrail(null)).value(parser.currentToken());
            JsonFormat.end(parser);
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object with its kind: a record that has one, a {@link KubeList} or a {@link CustomObject}. */
    public static byte[] encode(Object topLevel) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        encode(topLevel, out);
        return out.toByteArray();
    }

    /** The same, written to a stream, which stays open. */
    public static void encode(Object topLevel, OutputStream stream) {
        try {
            CborOutput out = new CborOutput(stream);
            out.raw(SELF_DESCRIBED);
            if (topLevel instanceof KubeList<?> list) {
                list(out, list);
            } else {
                write(out, topLevel, true);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A generic tree. */
    public static byte[] ofTree(@Nullable Object tree) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream(512);
        try {
            CborOutput out = new CborOutput(stream);
            out.raw(SELF_DESCRIBED);
            out.tree(tree);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }

    /**
     * An event of a watch.
     *
     * @param object is CBOR already
     */
    public static byte[] event(String type, byte[] object) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream(object.length + 32);
        try {
            CborOutput out = new CborOutput(stream);
            out.raw(SELF_DESCRIBED);
            out.map(2);
            out.string("type");
            out.string(type);
            out.string("object");
            out.raw(object);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }

    private static void list(CborOutput out, KubeList<?> list) throws IOException {
        out.map(4);
        named(out, list.kindName(), list.itemKind().apiVersion());
        out.string("metadata");
        ListMeta metadata = list.metadata();
        new CborWriter(out).record(ListMetaType.TYPE, metadata);
        out.string("items");
        out.array(list.items().size());
        for (Object item : list.items()) {
            write(out, item, false);
        }
    }

    private static void named(CborOutput out, String kind, String apiVersion) throws IOException {
        out.string("kind");
        out.string(kind);
        out.string("apiVersion");
        out.string(apiVersion);
    }

    private static void write(CborOutput out, Object object, boolean typed) throws IOException {
        if (object instanceof CustomObject custom) {
            out.tree(Tree.of(custom));
            return;
        }
        Kind<?> kind = Json.kindOf(object);
        boolean named = typed || Json.namesItsKind(object);
        out.map(CborWriter.present(kind.type(), object) + (named ? 2 : 0));
        if (named) {
            named(out, kind.name(), kind.apiVersion());
        }
        new CborWriter(out).fields(kind.type(), object);
    }
}
