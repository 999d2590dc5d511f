package io.gantry.server.api;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Cbor;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.PartialObjectMetadata;
import io.gantry.api.schema.RecordType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WatchEvent;
import io.gantry.server.api.Negotiation.Shape;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.ResponseStream;
import io.gantry.server.registry.WatchCursor;
import io.gantry.server.stream.WatchSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Sends a watch to a client: JSON objects one a line, protobuf messages behind their length, CBOR one after the other, or
 * messages on a WebSocket,
 * until the client goes, its time is over or the server drains. Thread-safe.
 */
final class WatchResponder {
    /** How often a client that understands bookmarks is told how far it is; as in Kubernetes. */
    private static final Duration BOOKMARK_INTERVAL = Duration.ofMinutes(1);
    /** A last bookmark comes this long before the time is over, so that the next watch starts close to the newest state. */
    private static final Duration LAST_BOOKMARK = Duration.ofSeconds(2);

    private static final String INITIAL_END = "k8s.io/initial-events-end";

    private final Time time;
    private final TablePrinter tables;
    private final EncodedObjects encoded;

    WatchResponder(Time time, TablePrinter tables, EncodedObjects encoded) {
        this.time = time;
        this.tables = tables;
        this.encoded = encoded;
    }

    /** Where encoded events go. */
    private interface Sink {
        void send(byte[] event) throws IOException;
    }

    <S extends KubeObject> void serve(
            Exchange exchange,
            Negotiation how,
            Kind<S> kind,
            WatchCursor<S> cursor,
            Duration limit,
            boolean bookmarks,
            TablePrinter.Include include)
            throws IOException {
        Session<S> session = new Session<>(how, kind, cursor, bookmarks, include);
        try (cursor;
                var _ = exchange.interruptOnClose()) {
            if (exchange.wantsWebSocket()) {
                try (WatchSocket socket = WatchSocket.accept(exchange)) {
                    session.run(socket::send, limit);
                }
                return;
            }
            String type = streamed(how).streamType();
            try (ResponseStream out = exchange.respondStream(200, Replies.headers(exchange, type))) {
                out.flush();
                session.run(out::send, limit);
            }
        } catch (InterruptedException e) {
            // The client went away or the server drains: the end of the stream says so.
        }
    }

    /** A watch that cannot begin where the client wants it to: the stream has one event, which says so. */
    void refuse(Exchange exchange, Negotiation how, StatusException error) throws IOException {
        Encoding encoding = streamed(how);
        byte[] event = event(encoding, "ERROR", Replies.encode(error.status(), encoding));
        if (exchange.wantsWebSocket()) {
            try (WatchSocket socket = WatchSocket.accept(exchange)) {
                socket.send(event);
            }
            return;
        }
        try (ResponseStream out = exchange.respondStream(200, Replies.headers(exchange, encoding.streamType()))) {
            out.send(event);
        }
    }

    /** There is no stream of YAML: who wants both YAML and a watch has been refused, and is told so in JSON. */
    private static Encoding streamed(Negotiation how) {
        return how.encoding() == Encoding.YAML ? Encoding.JSON : how.encoding();
    }

    private static byte[] event(Encoding encoding, String type, byte[] object) {
        return switch (encoding) {
            case JSON, YAML -> jsonEvent(type, object);
            case PROTOBUF -> protobufEvent(type, object);
            case CBOR -> Cbor.event(type, object);
        };
    }

    /** The shape of one watch's events. */
    private final class Session<S extends KubeObject> {
        private final Negotiation how;
        private final Kind<S> kind;
        private final WatchCursor<S> cursor;
        private final boolean bookmarks;
        private final TablePrinter.Include include;
        private boolean headersSent;

        Session(Negotiation how, Kind<S> kind, WatchCursor<S> cursor, boolean bookmarks, TablePrinter.Include include) {
            this.how = how;
            this.kind = kind;
            this.cursor = cursor;
            this.bookmarks = bookmarks;
            this.include = include;
        }

        void run(Sink sink, Duration limit) throws IOException, InterruptedException {
            boolean began = false;
            long start = time.nanoTime();
            long nextBookmark = Math.min(
                    BOOKMARK_INTERVAL.toNanos(), limit.minus(LAST_BOOKMARK).toNanos());
            boolean lastSent = false;
            while (true) {
                long now = time.nanoTime() - start;
                if (now >= limit.toNanos()) {
                    return;
                }
                long until = bookmarks && !lastSent ? Math.min(nextBookmark, limit.toNanos()) : limit.toNanos();
                WatchCursor.Item<S> item;
                try {
                    item = cursor.next(began ? Duration.ofNanos(Math.max(0, until - now)) : Duration.ZERO);
                } catch (StatusException e) {
                    sink.send(event("ERROR", Replies.encode(e.status(), objectEncoding())));
                    return;
                }
                if (item != null) {
                    sink.send(event(item));
                    continue;
                }
                if (cursor.closed()) {
                    return;
                }
                if (!began) {
                    began = true; // all that there was at the start has been sent
                    Call.watchBegan();
                    continue;
                }
                now = time.nanoTime() - start;
                if (bookmarks && !lastSent && now >= nextBookmark) {
                    long progress = cursor.progress();
                    if (progress > 0) {
                        sink.send(event("BOOKMARK", bookmark(progress, false)));
                    }
                    long last = limit.minus(LAST_BOOKMARK).toNanos();
                    lastSent = now >= last;
                    nextBookmark = Math.min(now + BOOKMARK_INTERVAL.toNanos(), Math.max(last, now + 1));
                }
            }
        }

        private byte[] event(WatchCursor.Item<S> item) {
            S object = item.object();
            if (object == null || item.type() == WatchEvent.Type.BOOKMARK) {
                return event("BOOKMARK", bookmark(item.revision(), item.initialEnd()));
            }
            return event(item.type().name(), object(object));
        }

        private Encoding objectEncoding() {
            return streamed(how);
        }

        private byte[] object(S object) {
            return switch (how.shape()) {
                case TABLE -> table(object);
                case METADATA -> Replies.encode(new PartialObjectMetadata(object.metadata()), objectEncoding());
                case OBJECT -> encoded.get(object, objectEncoding(), () -> Replies.encode(object, objectEncoding()));
            };
        }

        private byte[] table(KubeObject object) {
            boolean headers = !headersSent;
            headersSent = true;
            ListMeta metadata = ListMetaBuilder.of()
                    .resourceVersion(object.metadata().resourceVersion())
                    .build();
            return Replies.table(tables.print(kind, metadata, List.of(object), include, headers), how.encoding());
        }

        private byte[] bookmark(long revision, boolean initialEnd) {
            ObjectMeta metadata = ObjectMetaBuilder.of()
                    .resourceVersion(Long.toString(revision))
                    .annotations(initialEnd ? Map.of(INITIAL_END, "true") : Map.of())
                    .build();
            if (how.shape() == Shape.METADATA) {
                return Replies.encode(new PartialObjectMetadata(metadata), objectEncoding());
            }
            KubeObject empty = empty(metadata);
            if (how.shape() == Shape.TABLE) {
                ListMeta position = ListMetaBuilder.of()
                        .resourceVersion(Long.toString(revision))
                        .build();
                return Replies.table(
                        tables.print(kind, position, List.of(empty), TablePrinter.Include.METADATA, false),
                        how.encoding());
            }
            return Replies.encode(empty, objectEncoding());
        }

        @SuppressWarnings("unchecked") // a custom kind is a kind of custom objects
        private KubeObject empty(ObjectMeta metadata) {
            if (kind.custom()) {
                return new CustomObject((Kind<CustomObject>) (Kind<?>) kind, metadata, Map.of());
            }
            RecordType<S> type = kind.type();
            return type.empty().withMetadata(metadata);
        }

        private byte[] event(String type, byte[] object) {
            return WatchResponder.event(streamed(how), type, object);
        }
    }

    static byte[] jsonEvent(String type, byte[] object) {
        byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        byte[] event = new byte[head.length + object.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(object, 0, event, head.length, object.length);
        event[event.length - 2] = '}';
        event[event.length - 1] = '\n';
        return event;
    }

    /** A bare {@code WatchEvent}: type in field 1, the object in its envelope in field 1 of field 2. */
    static byte[] protobufEvent(String type, byte[] object) {
        byte[] typeBytes = type.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream raw = new ByteArrayOutputStream(object.length + 32);
        raw.write(0x0a);
        varint(raw, typeBytes.length);
        raw.writeBytes(typeBytes);
        raw.write(0x12);
        varint(raw, 1 + varintLength(object.length) + object.length);
        raw.write(0x0a);
        varint(raw, object.length);
        raw.writeBytes(object);
        byte[] message = raw.toByteArray();
        return ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .array();
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static int varintLength(int value) {
        int length = 1;
        for (int left = value >>> 7; left != 0; left >>>= 7) {
            length++;
        }
        return length;
    }
}
