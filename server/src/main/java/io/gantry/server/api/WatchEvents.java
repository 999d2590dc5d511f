package io.gantry.server.api;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.schema.RecordType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WatchEvent;
import io.gantry.server.registry.WatchCursor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one watch, in order: its objects' events in the shape that was asked for, bookmarks when the clock says so,
 * at last what ends it. One consumer at a time; {@link #close} from any thread.
 */
final class WatchEvents<S extends KubeObject> implements AutoCloseable {
    /** How often a client that understands bookmarks is told how far it is; as in Kubernetes. */
    private static final long BOOKMARK_INTERVAL = Duration.ofMinutes(1).toNanos();
    /** A last bookmark comes this long before the time is over, so that the next watch starts close to the newest state. */
    private static final long LAST_BOOKMARK = Duration.ofSeconds(2).toNanos();

    private static final String INITIAL_END = "k8s.io/initial-events-end";

    private final Time time;
    private final TablePrinter tables;
    private final EventFrames frames;
    private final Negotiation how;
    private final Kind<S> kind;
    private final WatchCursor<S> cursor;
    private final TablePrinter.Include include;
    /** When the watch ends, by the monotonic clock. */
    private final long end;
    /** When the next bookmark is due, by the monotonic clock; {@link #end} when there is none. */
    private long nextBookmark;

    private boolean headersSent;
    private boolean over;

    WatchEvents(
            Time time,
            TablePrinter tables,
            EventFrames frames,
            Negotiation how,
            Kind<S> kind,
            WatchCursor<S> cursor,
            Duration limit,
            boolean bookmarks,
            TablePrinter.Include include) {
        this.time = time;
        this.tables = tables;
        this.frames = frames;
        this.how = how;
        this.kind = kind;
        this.cursor = cursor;
        this.include = include;
        long now = time.nanoTime();
        this.end = now + limit.toNanos();
        this.nextBookmark = bookmarks ? now + Math.min(BOOKMARK_INTERVAL, limit.toNanos() - LAST_BOOKMARK) : end;
    }

    /** What the frames are made of. */
    Encoding encoding() {
        return how.streamed();
    }

    /** Whether showing an object may take as long as another server needs to convert it. */
    boolean mayWait() {
        return kind.custom();
    }

    /** The next frame that can be sent now; null when there is none, or when the watch {@link #over is over}. */
    byte @Nullable [] poll() {
        if (closes()) {
            return null;
        }
        try {
            return frame(cursor.poll());
        } catch (StatusException e) {
            return last(e);
        }
    }

    /** As {@link #poll}, waiting for one until {@link #due}. */
    byte @Nullable [] take() throws InterruptedException {
        if (closes()) {
            return null;
        }
        try {
            return frame(cursor.next(Duration.ofNanos(Math.max(0, due() - time.nanoTime()))));
        } catch (StatusException e) {
            return last(e);
        }
    }

    /** {@code action} is called once when there may be frames again after {@link #poll} returned null. */
    void onReady(Runnable action) {
        cursor.onReady(action);
    }

    /** When the clock alone brings the next frame or the end, by the monotonic clock. */
    long due() {
        return nextBookmark - end < 0 ? nextBookmark : end;
    }

    /** Nothing comes any more. */
    boolean over() {
        return over;
    }

    @Override
    public void close() {
        cursor.close();
    }

    private boolean closes() {
        over |= time.nanoTime() - end >= 0;
        return over;
    }

    private byte[] last(StatusException error) {
        over = true;
        return WatchFrames.event(encoding(), "ERROR", Replies.encode(error.status(), encoding()));
    }

    private byte @Nullable [] frame(WatchCursor.@Nullable Item<S> item) {
        if (item != null) {
            return event(item);
        }
        over = cursor.closed();
        return over ? null : dueBookmark();
    }

    private byte @Nullable [] dueBookmark() {
        long now = time.nanoTime();
        if (nextBookmark == end || now - nextBookmark < 0) {
            return null;
        }
        long last = end - LAST_BOOKMARK;
        if (now - last >= 0) {
            nextBookmark = end;
        } else {
            long next = now + BOOKMARK_INTERVAL;
            nextBookmark = next - last < 0 ? next : last;
        }
        long progress = cursor.progress();
        return progress > 0 ? bookmark(progress, false) : null;
    }

    private byte[] event(WatchCursor.Item<S> item) {
        S object = item.object();
        if (object == null || item.type() == WatchEvent.Type.BOOKMARK) {
            return bookmark(item.revision(), item.initialEnd());
        }
        return how.shape() == Negotiation.Shape.OBJECT
                ? frames.get(
                        object, item.type(), encoding(), () -> event(item.type(), Replies.encode(object, encoding())))
                : event(item.type(), reduced(object));
    }

    private byte[] event(WatchEvent.Type type, byte[] object) {
        return WatchFrames.event(encoding(), type.name(), object);
    }

    private byte[] reduced(S object) {
        if (how.shape() == Negotiation.Shape.METADATA) {
            return Replies.encode(Replies.partial(how, object.metadata()), encoding());
        }
        boolean headers = !headersSent;
        headersSent = true;
        return table(object.metadata(), object, include, headers);
    }

    private byte[] bookmark(long revision, boolean initialEnd) {
        ObjectMeta metadata = ObjectMetaBuilder.of()
                .resourceVersion(Long.toString(revision))
                .annotations(initialEnd ? Map.of(INITIAL_END, "true") : Map.of())
                .build();
        return event(
                WatchEvent.Type.BOOKMARK,
                switch (how.shape()) {
                    case METADATA -> Replies.encode(Replies.partial(how, metadata), encoding());
                    case TABLE -> table(metadata, empty(metadata), TablePrinter.Include.METADATA, false);
                    case OBJECT -> Replies.encode(empty(metadata), encoding());
                });
    }

    private byte[] table(ObjectMeta metadata, KubeObject row, TablePrinter.Include shown, boolean headers) {
        ListMeta position =
                ListMetaBuilder.of().resourceVersion(metadata.resourceVersion()).build();
        return Replies.table(
                tables.print(how.shapeApiVersion(), kind, position, List.of(row), shown, headers), encoding());
    }

    @SuppressWarnings("unchecked") // a custom kind is a kind of custom objects
    private KubeObject empty(ObjectMeta metadata) {
        if (kind.custom()) {
            return new CustomObject((Kind<CustomObject>) (Kind<?>) kind, metadata, Map.of());
        }
        RecordType<S> type = kind.type();
        return type.empty().withMetadata(metadata);
    }
}
