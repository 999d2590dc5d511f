package io.gantry.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import io.gantry.base.VirtualTime;
import io.gantry.server.audit.AuditOptions.Batch;
import io.gantry.server.audit.AuditOptions.Mode;
import io.gantry.server.audit.AuditOptions.Receiver;
import io.gantry.server.metrics.AuditMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AuditQueueTest {
    private final List<List<String>> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile boolean broken;

    /** Writes nothing before {@link #open} is. */
    private final AuditBackend backend = new AuditBackend() {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public byte[] encode(AuditEvent event) {
            return event.auditId().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void write(List<byte[]> events) throws IOException, InterruptedException {
            reached.countDown();
            open.await();
            if (broken) {
                throw new IOException("the disk is full");
            }
            written.add(events.stream()
                    .map(event -> new String(event, StandardCharsets.UTF_8))
                    .toList());
        }

        @Override
        public void hurry() {}

        @Override
        public void close() {}
    };

    private static AuditEvent event(String id) {
        return new AuditEvent(
                AuditLevel.METADATA,
                id,
                AuditStage.RESPONSE_COMPLETE,
                "/livez",
                "get",
                null,
                null,
                "",
                List.of(),
                "",
                null,
                null,
                null,
                null,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }

    private static AuditEvent withObject(String id, int size) {
        return new AuditEvent(
                AuditLevel.REQUEST,
                id,
                AuditStage.RESPONSE_COMPLETE,
                "/livez",
                "get",
                null,
                null,
                "",
                List.of(),
                "",
                null,
                null,
                Map.of("data", "x".repeat(size)),
                null,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of("a", "b"));
    }

    @Test
    void whatIsTooLargeGoesWithoutObjectsOrIsLost() throws Exception {
        List<AuditEvent> encoded = new ArrayList<>();
        AuditBackend remembering = new AuditBackend() {
            @Override
            public String name() {
                return "log";
            }

            @Override
            public byte[] encode(AuditEvent event) {
                encoded.add(event);
                return new byte[0];
            }

            @Override
            public void write(List<byte[]> events) {}

            @Override
            public void hurry() {}

            @Override
            public void close() {}
        };
        AuditOptions.Truncate limit = new AuditOptions.Truncate(1000, 500);
        try (AuditQueue queue =
                new AuditQueue(remembering, Mode.BLOCKING, Batch.OF_LOG, limit, new AuditMetrics(), Time.system())) {
            assertThat(queue.take(withObject("small", 10))).isTrue();
            assertThat(queue.take(withObject("large", 500))).isTrue();
            assertThat(queue.take(withObject("x".repeat(500), 10))).isTrue();
        }

        assertThat(encoded).extracting(AuditEvent::auditId).containsExactly("small", "large");
        assertThat(encoded.getFirst().requestObject()).isNotNull();
        assertThat(encoded.getLast().requestObject()).isNull();
        assertThat(encoded.getLast().annotations()).isEqualTo(Map.of("a", "b", "audit.k8s.io/truncated", "true"));
    }

    private AuditQueue queue(Mode mode, Batch batch) {
        return new AuditQueue(backend, mode, batch, null, new AuditMetrics(), Time.system());
    }

    @Test
    void whatIsTooMuchIsDroppedInModeBatch() throws Exception {
        try (AuditQueue queue = queue(Mode.BATCH, new Batch(2, 2, Duration.ZERO, false, 0, 0))) {
            assertThat(queue.take(event("a"))).isTrue();
            reached.await();
            assertThat(queue.take(event("b"))).isTrue();
            assertThat(queue.take(event("c"))).isTrue();
            assertThat(queue.take(event("d"))).isFalse();
            open.countDown();
        }

        assertThat(written).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void whoBlocksWaitsUntilItIsWritten() throws Exception {
        try (AuditQueue queue = queue(Mode.BLOCKING, Batch.OF_LOG)) {
            List<Thread> threads = new ArrayList<>();
            for (String id : List.of("a", "b", "c")) {
                threads.add(Thread.startVirtualThread(() -> queue.take(event(id))));
            }
            reached.await();
            assertThat(threads).allMatch(Thread::isAlive);
            open.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(written.stream().flatMap(List::stream)).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void whoBlocksIsToldOfAFailureAndTheNextTriesAgain() throws Exception {
        open.countDown();
        try (AuditQueue queue = queue(Mode.BLOCKING_STRICT, Batch.OF_LOG)) {
            broken = true;
            assertThat(queue.take(event("a"))).isFalse();
            broken = false;
            assertThat(queue.take(event("b"))).isTrue();
            assertThat(queue.strict()).isTrue();
        }

        assertThat(written).containsExactly(List.of("b"));
    }

    @Test
    void afterTheCloseNothingIsTaken() throws Exception {
        open.countDown();
        AuditQueue queue = queue(Mode.BLOCKING, Batch.OF_LOG);
        queue.close();

        assertThat(queue.take(event("a"))).isFalse();
    }

    @Test
    void aReceiverIsAskedAgainAfterGrowingPauses() throws Exception {
        VirtualTime time = new VirtualTime();
        Queue<Integer> answers = new ArrayDeque<>(List.of(503, 429, 200, 400));
        List<Integer> given = new CopyOnWriteArrayList<>();
        Receiver receiver = body -> {
            int answer = answers.remove();
            given.add(answer);
            return answer;
        };
        AuditWebhook webhook = new AuditWebhook(receiver, Duration.ofSeconds(10), time);
        Thread writer = Thread.startVirtualThread(() -> {
            try {
                webhook.write(List.of(new byte[] {'1'}));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> given.size() == 1);
        Awaitility.await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return given.size() == 3;
        });
        writer.join();

        assertThat(given).containsExactly(503, 429, 200);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> webhook.write(List.of(new byte[] {'1'})))
                .hasMessage("the receiver answered 400");
    }

    @Test
    void aBurstMayGoAtOnceAndThenSoManyInASecond() {
        RateLimit limit = new RateLimit(10, 3, 0);

        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(limit.take(0).toMillis());
        }

        assertThat(waits).containsExactly(0L, 0L, 0L, 100L, 200L);
        assertThat(limit.take(Duration.ofSeconds(10).toNanos())).isZero();
    }
}
