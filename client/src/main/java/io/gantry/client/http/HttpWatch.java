package io.gantry.client.http;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.meta.v1.WatchEventType;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.RawJson;
import io.gantry.base.Time;
import io.gantry.client.Watch;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A watch as a stream of JSON lines.
 *
 * <p>A virtual thread reads and decodes ahead, some events and no more: beyond that the connection's own flow control holds
 * the server back. The server ends the watch after {@link #LIMIT}; one that has not by then is taken to be cut off.
 */
final class HttpWatch<T extends KubeObject> implements Watch<T> {
    static final Duration LIMIT = Duration.ofMinutes(8);
    private static final long CUT_OFF_NANOS = LIMIT.plusSeconds(30).toNanos();
    private static final int AHEAD = 256;

    private sealed interface Read<T extends KubeObject> {
        record Event<T extends KubeObject>(WatchEvent<T> event) implements Read<T> {}

        record End<T extends KubeObject>(RuntimeException why) implements Read<T> {}
    }

    private final Kind<T> kind;
    private final InputStream body;
    private final Time time;
    private final long since;
    private final BlockingQueue<Read<T>> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;
    private @Nullable RuntimeException ended;

    HttpWatch(Kind<T> kind, InputStream body, Time time) {
        this.kind = kind;
        this.body = new BufferedInputStream(body, 16 * 1024);
        this.time = time;
        this.since = time.nanoTime();
        reader = Thread.ofVirtual().name("watch/" + kind.plural()).start(this::read);
    }

    @Override
    public @Nullable WatchEvent<T> next(Duration timeout) throws InterruptedException {
        if (closed) {
            throw new WatchClosedException("closed");
        }
        if (ended != null) {
            throw ended;
        }
        Read<T> next = ahead.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return switch (next) {
            case null -> {
                if (closed || time.nanoTime() - since > CUT_OFF_NANOS) {
                    close();
                    throw new WatchClosedException("nothing came any more");
                }
                yield null;
            }
            case Read.Event<T>(WatchEvent<T> event) -> event;
            case Read.End<T>(RuntimeException why) -> {
                ended = why;
                throw why;
            }
        };
    }

    private void read() {
        RuntimeException why;
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
            while (readLine(line)) {
                if (line.size() > 0) {
                    ahead.put(new Read.Event<>(decode(line.toByteArray())));
                }
                line.reset();
            }
            why = new WatchClosedException("the server ended the watch");
        } catch (IOException e) {
            why = new WatchClosedException("the connection broke: " + e.getMessage(), e);
        } catch (DecodeException e) {
            why = StatusException.internal("an event of the watch cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            return; // closed
        } catch (RuntimeException e) {
            why = e;
        }
        try {
            ahead.put(new Read.End<>(why));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private boolean readLine(ByteArrayOutputStream line) throws IOException {
        int c;
        while ((c = body.read()) >= 0) {
            if (c == '\n') {
                return true;
            }
            line.write(c);
        }
        return line.size() > 0;
    }

    private WatchEvent<T> decode(byte[] line) {
        var event = Json.decodeRecord(line, WatchEventType.TYPE, DecodeOptions.LENIENT);
        RawJson raw = event.object();
        byte[] object = raw == null ? new byte[] {'{', '}'} : raw.shared();
        if (event.type().equals("ERROR")) {
            throw HttpApiClient.refusal(500, object);
        }
        if (event.type().equals("BOOKMARK")) {
            return new WatchEvent<>(WatchEvent.Type.BOOKMARK, null, revision(object));
        }
        T decoded = HttpApiClient.cast(Json.decode(object, kind, DecodeOptions.LENIENT), kind);
        return new WatchEvent<>(WatchEvent.Type.valueOf(event.type()), decoded, decoded.resourceVersion());
    }

    private static String revision(byte[] object) {
        Map<String, Object> tree = Tree.object(Tree.parseJson(object));
        ObjectMeta metadata = Tree.toRecord(tree.get("metadata"), ObjectMetaType.TYPE, DecodeOptions.LENIENT);
        String version = metadata.resourceVersion();
        return version == null ? "" : version;
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        try {
            body.close();
        } catch (IOException e) {
            // Broken already: that is what was wanted.
        }
    }
}
