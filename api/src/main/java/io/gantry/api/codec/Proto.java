package io.gantry.api.codec;

import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.api.schema.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects in Kubernetes' protobuf form: four bytes of magic, then an envelope that names the type and holds the message.
 * It is both a media type of the API and the form in which objects are stored.
 *
 * <p>Absent fields are not written, though Kubernetes itself writes some as zero; reading treats both alike.
 * Thread-safe.
 */
public final class Proto {
    private static final byte[] MAGIC = {'k', '8', 's', 0};

    /** Field numbers of the envelope (runtime.Unknown) and of its TypeMeta. */
    private static final int TYPE_META = 1;

    private static final int RAW = 2;
    private static final int CONTENT_ENCODING = 3;
    private static final int CONTENT_TYPE = 4;
    private static final int API_VERSION = 1;
    private static final int KIND = 2;

    /** Field numbers of every list, but that of {@link #reversed}. */
    private static final int LIST_METADATA = 1;

    private static final int LIST_ITEMS = 2;

    private Proto() {}

    /** Whether the data begins as an object in this form does. */
    public static boolean isProto(byte[] data) {
        return data.length >= 4 && data[0] == 'k' && data[1] == '8' && data[2] == 's' && data[3] == 0;
    }

    private record Envelope(TypeMeta type, int from, int end) {
        static Envelope of(byte[] data) {
            if (!isProto(data)) {
                throw new DecodeException(
                        "provided data does not appear to be a protobuf message, expected prefix k8s\\0");
            }
            WireInput in = new WireInput(data);
            in.position(MAGIC.length);
            String apiVersion = "";
            String kind = "";
            int from = data.length;
            int end = data.length;
            while (in.position() < data.length) {
                int tag = in.tag(data.length);
                if (tag >>> 3 == TYPE_META) {
                    int typeEnd = in.slice(tag, data.length);
                    while (in.position() < typeEnd) {
                        int inner = in.tag(typeEnd);
                        if (inner >>> 3 == API_VERSION) {
                            apiVersion = text(in, inner, typeEnd);
                        } else if (inner >>> 3 == KIND) {
                            kind = text(in, inner, typeEnd);
                        } else {
                            in.skip(inner, typeEnd);
                        }
                    }
                } else if (tag >>> 3 == RAW) {
                    end = in.slice(tag, data.length);
                    from = in.position();
                    in.position(end);
                } else {
                    in.skip(tag, data.length);
                }
            }
            return new Envelope(new TypeMeta(apiVersion, kind), from, end);
        }

        private static String text(WireInput in, int tag, int end) {
            int textEnd = in.slice(tag, end);
            String text = new String(in.buffer(), in.position(), textEnd - in.position(), StandardCharsets.UTF_8);
            in.position(textEnd);
            return text;
        }
    }

    /**
     * What the envelope says of the object's type.
     *
     * @throws DecodeException when this is no envelope
     */
    public static TypeMeta typeMeta(byte[] data) {
        return Envelope.of(data).type();
    }

    /**
     * Reads an object with its envelope.
     *
     * @param expected the kind of an object that does not name one
     * @param interner shares equal parts between the objects that it reads; objects that are kept should be read with it
     * @return the kind's record, or a {@link KubeList}
     * @throws DecodeException when it cannot be read, or names a kind that is not built in
     */
    public static Object decode(byte[] data, @Nullable Kind<?> expected, @Nullable Interner interner) {
        Envelope envelope = Envelope.of(data);
        Resolved type = Resolved.of(envelope.type(), expected);
        if (type.kind().custom()) {
            throw new DecodeException("custom resources have no protobuf form: send " + type.kind() + " as JSON");
        }
        ProtoReader reader = new ProtoReader(data, interner);
        if (type.list()) {
            return list(reader, data, type.kind(), envelope);
        }
        return reader.record(type.kind().type(), envelope.from(), envelope.end());
    }

    private static <T> KubeList<T> list(ProtoReader reader, byte[] data, Kind<T> kind, Envelope envelope) {
        boolean reversed = reversed(kind);
        int metadataField = reversed ? LIST_ITEMS : LIST_METADATA;
        int itemsField = reversed ? LIST_METADATA : LIST_ITEMS;
        WireInput in = new WireInput(data);
        in.position(envelope.from());
        ListMeta metadata = ListMetaType.EMPTY;
        List<T> items = new ArrayList<>();
        while (in.position() < envelope.end()) {
            int tag = in.tag(envelope.end());
            if (tag >>> 3 == metadataField) {
                int end = in.slice(tag, envelope.end());
                metadata = (ListMeta) reader.record(ListMetaType.TYPE, in.position(), end);
                in.position(end);
            } else if (tag >>> 3 == itemsField) {
                int end = in.slice(tag, envelope.end());
                items.add(kind.type().recordClass().cast(reader.record(kind.type(), in.position(), end)));
                in.position(end);
            } else {
                in.skip(tag, envelope.end());
            }
        }
        return new KubeList<>(kind, metadata, items);
    }

    /** PartialObjectMetadataList of {@code meta.k8s.io/v1beta1} has its two fields the other way around. */
    private static boolean reversed(Kind<?> kind) {
        return kind.version().equals("v1beta1") && kind.group().equals("meta.k8s.io");
    }

    /**
     * Reads a message without envelope.
     *
     * @throws DecodeException when it cannot be read
     */
    public static <T> T decodeMessage(byte[] message, RecordType<T> type, @Nullable Interner interner) {
        return type.recordClass().cast(new ProtoReader(message, interner).record(type, 0, message.length));
    }

    /** The object of a kind, or a {@link KubeList} of such, with its envelope. */
    public static byte[] encode(Object topLevel) {
        ProtoWriter out = new ProtoWriter(1024);
        out.string(CONTENT_TYPE, "");
        out.string(CONTENT_ENCODING, "");
        int before = out.length();
        String kindName;
        String apiVersion;
        if (topLevel instanceof KubeList<?> list) {
            kindName = list.kindName();
            apiVersion = list.itemKind().apiVersion();
            items(out, list);
        } else {
            Kind<?> kind = Json.kindOf(topLevel);
            kindName = kind.name();
            apiVersion = kind.apiVersion();
            out.record(kind.type(), topLevel);
        }
        out.delimit(RAW, before);
        envelopeHead(out, apiVersion, kindName);
        return out.toByteArray();
    }

    private static <T> void items(ProtoWriter out, KubeList<T> list) {
        RecordType<T> type = list.itemKind().type();
        boolean reversed = reversed(list.itemKind());
        for (int i = list.items().size() - 1; i >= 0; i--) {
            int before = out.length();
            out.record(type, list.items().get(i));
            out.delimit(reversed ? LIST_METADATA : LIST_ITEMS, before);
        }
        int before = out.length();
        out.record(ListMetaType.TYPE, list.metadata());
        out.delimit(reversed ? LIST_ITEMS : LIST_METADATA, before);
    }

    private static void envelopeHead(ProtoWriter out, String apiVersion, String kind) {
        int before = out.length();
        out.string(KIND, kind);
        out.string(API_VERSION, apiVersion);
        out.delimit(TYPE_META, before);
        out.bytes(MAGIC);
    }

    /** The message of any record, without envelope. */
    public static <T> byte[] encodeMessage(RecordType<T> type, T record) {
        ProtoWriter out = new ProtoWriter(512);
        out.record(type, record);
        return out.toByteArray();
    }

    /** The message of an object of a kind, without envelope. */
    public static byte[] encodeMessage(Object object) {
        ProtoWriter out = new ProtoWriter(1024);
        out.record(Json.kindOf(object).type(), object);
        return out.toByteArray();
    }

    /**
     * A list of messages that are encoded already, with its envelope: lists need not decode what is stored.
     *
     * @param items messages without envelope
     */
    public static byte[] encodeList(String apiVersion, String kind, ListMeta metadata, List<byte[]> items) {
        long size = 256;
        for (byte[] item : items) {
            size += item.length + 8L;
        }
        ProtoWriter out = new ProtoWriter(Math.toIntExact(size));
        out.string(CONTENT_TYPE, "");
        out.string(CONTENT_ENCODING, "");
        int whole = out.length();
        for (int i = items.size() - 1; i >= 0; i--) {
            int before = out.length();
            out.bytes(items.get(i));
            out.delimit(LIST_ITEMS, before);
        }
        int before = out.length();
        out.record(ListMetaType.TYPE, metadata);
        out.delimit(LIST_METADATA, before);
        out.delimit(RAW, whole);
        envelopeHead(out, apiVersion, kind);
        return out.toByteArray();
    }
}
