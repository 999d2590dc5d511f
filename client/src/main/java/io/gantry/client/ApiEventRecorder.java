package io.gantry.client;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventBuilder;
import io.gantry.api.core.v1.EventSource;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.BoundedQueue;
import io.gantry.base.Reason;
import io.gantry.base.Time;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes core/v1 Events through a client, on a virtual thread of its own.
 *
 * <p>Thread-safe. An equal event within ten minutes adds to the count of the first. Beyond 1000 waiting events, or 25
 * events of one reason about one object and one more every five minutes (client-go's spam filter, which does not look at
 * the reason, so that the creation of many pods hides the deletion of the next), events are dropped.
 */
public final class ApiEventRecorder implements EventRecorder, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ApiEventRecorder.class.getName());
    private static final int QUEUE = 1000;
    private static final int REMEMBERED = 4096;
    private static final int BURST = 25;
    private static final Duration REFILL = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    /** Events are of use, but nobody should wait long for them. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    /** The API server refuses longer messages. */
    private static final int MESSAGE_LIMIT = 1024;

    private record Waiting(KubeObject about, @Nullable String fieldPath, boolean warning, Reason reason, Instant at) {}

    private record Same(String uid, @Nullable String fieldPath, boolean warning, Reason reason) {}

    /** What an object may still say: a bucket of tokens, as of a moment. */
    private record Allowance(double tokens, long atNanos) {}

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    private final Client client;
    private final Time time;
    private final RandomGenerator random;
    private final String component;
    private final @Nullable String host;
    private final BoundedQueue<Waiting> queue = new BoundedQueue<>(QUEUE);
    private final Recent<Same, Event> written = new Recent<>();
    private final Recent<String, Allowance> allowances = new Recent<>();
    private @Nullable Thread thread;

    /**
     * @param component what the events' source says, such as {@code replicaset-controller}
     * @param host the node that the component runs on, or empty
     */
    public ApiEventRecorder(Client client, Time time, RandomGenerator random, String component, String host) {
        this.client = client;
        this.time = time;
        this.random = random;
        this.component = component;
        this.host = host.isEmpty() ? null : host;
    }

    @Override
    public void normal(KubeObject about, Reason reason) {
        offer(about, null, false, reason);
    }

    @Override
    public void warning(KubeObject about, Reason reason) {
        offer(about, null, true, reason);
    }

    @Override
    public void event(KubeObject about, String fieldPath, boolean warning, Reason reason) {
        offer(about, fieldPath.isEmpty() ? null : fieldPath, warning, reason);
    }

    private void offer(KubeObject about, @Nullable String fieldPath, boolean warning, Reason reason) {
        if (!queue.offer(new Waiting(about, fieldPath, warning, reason, time.now())) && !queue.isClosed()) {
            LOG.log(
                    Level.WARNING,
                    () -> "Too many events wait; dropped one about " + ObjectKey.of(about) + ": " + reason);
        }
    }

    /** Starts to write. Returns this. */
    public synchronized ApiEventRecorder start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("events/" + component).start(this::run);
        }
        return this;
    }

    /** Writes what waits, in the caller's thread: instead of {@link #start} on virtual time. Returns whether any did. */
    public boolean poll() {
        boolean any = false;
        try {
            for (Waiting next; (next = queue.poll(Duration.ZERO)) != null; any = true) {
                write(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return any;
    }

    private void run() {
        try {
            for (Waiting next; (next = queue.take()) != null; ) {
                write(next);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "Interrupted; {0} events are not written", queue.size());
        }
    }

    private void write(Waiting waiting) {
        var same = new Same(waiting.about.uid(), waiting.fieldPath, waiting.warning, waiting.reason);
        if (!allowed(waiting.about.kind() + " " + ObjectKey.of(waiting.about) + " " + waiting.reason.code())) {
            return;
        }
        try {
            Event before = written.get(same);
            Event after = null;
            if (before != null && isRecent(before, waiting.at)) {
                after = again(before, waiting);
            }
            written.put(same, after != null ? after : create(waiting));
        } catch (RuntimeException e) {
            // Refused when the namespace is going away, for one; nobody can be told, and nothing may depend on it.
            Level level = e instanceof StatusException refused && (refused.code() == 403 || refused.isNotFound())
                    ? Level.DEBUG
                    : Level.WARNING;
            LOG.log(level, () -> "Event about " + ObjectKey.of(waiting.about) + " not written: " + e);
        }
    }

    private static boolean isRecent(Event event, Instant now) {
        Instant last = event.lastTimestamp();
        return last != null && last.plus(WINDOW).isAfter(now);
    }

    private boolean allowed(String about) {
        long now = time.nanoTime();
        Allowance was = allowances.getOrDefault(about, new Allowance(BURST, now));
        double tokens = Math.min(BURST, was.tokens + (now - was.atNanos) / (double) REFILL.toNanos());
        boolean allowed = tokens >= 1;
        allowances.put(about, new Allowance(allowed ? tokens - 1 : tokens, now));
        return allowed;
    }

    /** Counts one more; {@code null} when somebody has deleted or changed the event. */
    private @Nullable Event again(Event before, Waiting waiting) {
        Integer count = before.count();
        Event more = EventBuilder.of(before)
                .count(count == null ? 2 : count + 1)
                .lastTimestamp(waiting.at.truncatedTo(ChronoUnit.SECONDS))
                .build();
        try {
            return client.update(EventType.KIND, more, WriteOptions.as(component));
        } catch (StatusException e) {
            if (e.isNotFound() || e.isConflict()) {
                return null;
            }
            throw e;
        }
    }

    private Event create(Waiting waiting) {
        KubeObject about = waiting.about;
        String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
        String text = waiting.reason.message();
        Instant at = waiting.at.truncatedTo(ChronoUnit.SECONDS);
        Event event = EventBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .namespace(namespace)
                        .name("%s.%016x".formatted(about.name(), random.nextLong()))
                        .build())
                .involvedObject(ObjectReferenceBuilder.of()
                        .apiVersion(about.kind().apiVersion())
                        .kind(about.kind().name())
                        .namespace(about.namespace().isEmpty() ? null : about.namespace())
                        .name(about.name())
                        .uid(about.uid().isEmpty() ? null : about.uid())
                        .resourceVersion(about.resourceVersion().isEmpty() ? null : about.resourceVersion())
                        .fieldPath(waiting.fieldPath)
                        .build())
                .type(waiting.warning ? "Warning" : "Normal")
                .reason(waiting.reason.code())
                .message(text.length() > MESSAGE_LIMIT ? text.substring(0, MESSAGE_LIMIT - 3) + "..." : text)
                .source(new EventSource(component, host))
                .reportingComponent(component)
                .reportingInstance(host)
                .firstTimestamp(at)
                .lastTimestamp(at)
                .count(1)
                .build();
        return client.create(EventType.KIND, event, WriteOptions.as(component));
    }

    /** Takes no more events, and waits until those that wait are written, but not for long. */
    @Override
    public void close() {
        queue.close();
        Thread writer = writer();
        if (writer == null || writer == Thread.currentThread()) {
            return;
        }
        try {
            if (!writer.join(CLOSE_LIMIT)) {
                LOG.log(Level.DEBUG, "{0} events are not written yet", queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they are still written, unless the process ends first
        }
    }

    private synchronized @Nullable Thread writer() {
        return thread;
    }
}
