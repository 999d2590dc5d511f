package io.gantry.node.cri;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gantry.base.Backoff;
import io.gantry.base.Cancellable;
import io.gantry.base.TaskGroup;
import io.gantry.base.Time;
import io.gantry.node.containerd.wire.ContainerdEvents;
import io.gantry.node.containerd.wire.EventsGrpc;
import io.gantry.node.runtime.RuntimeEvent;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * containerd's event stream, kept open: one subscription for all listeners, begun with the first, taken up again with
 * back-off after it broke. Thread safe; listeners are called from the stream's thread.
 */
final class CriEvents implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CriEvents.class.getName());
    /** The namespace in containerd that its CRI plugin keeps everything in. */
    private static final String FILTER = "namespace==k8s.io,topic~=\"^/(tasks|containers)/\"";

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5), 0.2);

    /** A subscription that was asked for so long ago stands, or has failed. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private final CriChannel connection;
    private final Time time;
    private final RandomGenerator random;
    private final Map<Object, Consumer<RuntimeEvent>> listeners = new ConcurrentHashMap<>();
    private final TaskGroup tasks = new TaskGroup("cri-events");
    private boolean started;

    CriEvents(CriChannel connection, Time time, RandomGenerator random) {
        this.connection = connection;
        this.time = time;
        this.random = random;
    }

    synchronized Cancellable watch(Consumer<RuntimeEvent> listener) {
        var key = new Object();
        listeners.put(key, listener);
        if (started) {
            listener.accept(new RuntimeEvent.Resync());
        } else {
            started = true;
            tasks.start("stream", this::run);
        }
        return () -> listeners.remove(key);
    }

    private void run() throws InterruptedException {
        for (var failures = 0; ; failures++) {
            Cancellable settled = () -> {};
            try {
                var stream = EventsGrpc.newBlockingStub(connection.channel())
                        .subscribe(ContainerdEvents.SubscribeRequest.newBuilder()
                                .addFilters(FILTER)
                                .build());
                // What happened before the subscription stood is told by nobody, and nobody tells when it stands.
                tell(new RuntimeEvent.Resync());
                settled = time.schedule(SETTLE, () -> tell(new RuntimeEvent.Resync()));
                while (stream.hasNext()) {
                    failures = 0;
                    event(stream.next()).ifPresent(this::tell);
                }
            } catch (StatusRuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("event stream closed");
                }
                connection.retryNow();
                LOG.log(Level.DEBUG, "the event stream of the container runtime broke: {0}", e.getMessage());
            } finally {
                settled.close();
            }
            var waited = new CountDownLatch(1);
            try (var _ = time.schedule(BACKOFF.delay(failures, random), waited::countDown)) {
                waited.await();
            }
        }
    }

    private void tell(RuntimeEvent event) {
        for (var listener : listeners.values()) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a listener to the container runtime failed at " + event, e);
            }
        }
    }

    static Optional<RuntimeEvent> event(ContainerdEvents.Envelope envelope) {
        var bytes = envelope.getEvent().getValue();
        try {
            return switch (envelope.getTopic()) {
                case "/tasks/create" ->
                    Optional.of(new RuntimeEvent.Created(
                            ContainerdEvents.TaskCreate.parseFrom(bytes).getContainerId()));
                case "/tasks/start" ->
                    Optional.of(new RuntimeEvent.Started(
                            ContainerdEvents.TaskStart.parseFrom(bytes).getContainerId()));
                case "/tasks/exit" -> exit(ContainerdEvents.TaskExit.parseFrom(bytes));
                case "/tasks/oom" ->
                    Optional.of(new RuntimeEvent.OutOfMemory(
                            ContainerdEvents.TaskOOM.parseFrom(bytes).getContainerId()));
                case "/containers/delete" ->
                    Optional.of(new RuntimeEvent.Deleted(
                            ContainerdEvents.ContainerDelete.parseFrom(bytes).getId()));
                default -> Optional.empty();
            };
        } catch (InvalidProtocolBufferException e) {
            LOG.log(
                    Level.WARNING,
                    "the container runtime sent an event that cannot be read: " + envelope.getTopic(),
                    e);
            return Optional.of(new RuntimeEvent.Resync());
        }
    }

    private static Optional<RuntimeEvent> exit(ContainerdEvents.TaskExit exit) {
        if (!exit.getId().equals(exit.getContainerId())) {
            return Optional.empty(); // the end of a command that was run in it
        }
        var at = Instant.ofEpochSecond(
                exit.getExitedAt().getSeconds(), exit.getExitedAt().getNanos());
        return Optional.of(new RuntimeEvent.Exited(exit.getContainerId(), exit.getExitStatus(), at));
    }

    @Override
    public void close() {
        tasks.close();
    }
}
