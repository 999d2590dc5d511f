package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedQueueTest {
    @Test
    void saysFullInsteadOfGrowing() throws Exception {
        try (var queue = new BoundedQueue<Integer>(2)) {
            assertThat(queue.offer(1)).isTrue();
            assertThat(queue.offer(2)).isTrue();
            assertThat(queue.offer(3)).isFalse();
            assertThat(queue.take()).isEqualTo(1);
            assertThat(queue.offer(3)).isTrue();

            var drained = new ArrayList<Integer>();
            assertThat(queue.drainTo(drained, 1)).isEqualTo(1);
            assertThat(queue.drainTo(drained, 10)).isEqualTo(1);
            assertThat(drained).containsExactly(2, 3);
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void pollGivesUpAfterItsTimeout() throws Exception {
        try (var queue = new BoundedQueue<Integer>(1)) {
            assertThat(queue.poll(Duration.ofMillis(5))).isNull();
        }
    }

    @Test
    void closedQueueIsDrainedAndThenEnds() throws Exception {
        var queue = new BoundedQueue<Integer>(4);
        queue.offer(1);
        queue.close();

        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.offer(2)).isFalse();
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.take()).isNull();
        assertThat(queue.poll(Duration.ofDays(1))).isNull();
    }

    @Test
    void closeWakesWaitingConsumers() throws Exception {
        var queue = new BoundedQueue<Integer>(1);
        var taken = new CompletableFuture<String>();
        try (var group = new TaskGroup("test")) {
            group.start("consumer", () -> taken.complete(String.valueOf(queue.take())));
            queue.close();
            assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo("null");
        }
    }

    @Test
    void losesAndRepeatsNothingBetweenThreads() throws Exception {
        var producers = 4;
        var each = 5_000;
        var sum = new AtomicLong();
        var finished = new CompletableFuture<Void>();
        var queue = new BoundedQueue<Integer>(16);
        try (var group = new TaskGroup("test")) {
            group.start("consumer", () -> {
                for (var i = 0; i < producers * each; i++) {
                    var item = queue.take();
                    sum.addAndGet(item == null ? 0 : item);
                }
                finished.complete(null);
            });
            for (var p = 0; p < producers; p++) {
                group.start("producer-" + p, () -> {
                    for (var i = 1; i <= each; i++) {
                        queue.put(i);
                    }
                });
            }
            finished.get(30, TimeUnit.SECONDS);
        }
        assertThat(sum).hasValue((long) producers * each * (each + 1) / 2);
        assertThat(queue.size()).isZero();
    }

    @Test
    void closeWakesWaitingProducers() throws Exception {
        var queue = new BoundedQueue<Integer>(1);
        queue.offer(1);
        var accepted = new CompletableFuture<Boolean>();
        try (var group = new TaskGroup("test")) {
            group.start("producer", () -> accepted.complete(queue.put(2)));
            queue.close();
            assertThat(accepted.get(10, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.take()).isNull();
    }

    @Test
    void refusesZeroCapacity() {
        assertThatThrownBy(() -> new BoundedQueue<Integer>(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
