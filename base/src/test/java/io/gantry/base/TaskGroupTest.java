package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
    @Test
    void namesItsThreads() throws Exception {
        var name = new CompletableFuture<String>();
        try (var group = new TaskGroup("loops")) {
            group.start("pods", () -> name.complete(Thread.currentThread().getName()));
            assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("loops/pods");
        }
    }

    @Test
    void closeInterruptsAndWaits() {
        var ended = new AtomicInteger();
        var group = new TaskGroup("loops");
        for (var i = 0; i < 100; i++) {
            group.start("wait-" + i, () -> {
                try {
                    new CountDownLatch(1).await();
                } finally {
                    ended.incrementAndGet();
                }
            });
        }

        group.close();

        assertThat(ended).hasValue(100);
        assertThat(group.running()).isZero();
        assertThatThrownBy(() -> group.start("late", () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("loops")
                .hasMessageContaining("late");
    }

    @Test
    void failuresReachTheHandler() throws Exception {
        var failures = new ArrayBlockingQueue<String>(1);
        try (var group = new TaskGroup("loops", (task, failure) -> failures.add(task + ": " + failure.getMessage()))) {
            group.start("broken", () -> {
                throw new IllegalStateException("no such pod");
            });
            assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo("broken: no such pod");
        }
    }

    @Test
    void namesTheTasksThatDoNotEnd() {
        var release = new CountDownLatch(1);
        var group = new TaskGroup("loops", (task, failure) -> {}, Duration.ofMillis(50));
        group.start("deaf", () -> {
            while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        });

        assertThatThrownBy(group::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("loops/deaf");

        release.countDown();
        Awaitility.await().until(() -> group.running() == 0);
    }

    @Test
    void aTaskMayCloseItsOwnGroup() throws Exception {
        var closed = new CompletableFuture<Boolean>();
        var group = new TaskGroup("loops");
        group.start("self", () -> {
            group.close();
            closed.complete(Thread.currentThread().isInterrupted());
        });
        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
