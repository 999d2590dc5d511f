package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    private final Time time = Time.system();

    @Test
    void runsEachActionOnItsOwnVirtualThreadAndNeverEarly() throws Exception {
        var began = time.nanoTime();
        var thread = new CompletableFuture<Thread>();
        time.schedule(Duration.ofMillis(20), () -> thread.complete(Thread.currentThread()));

        assertThat(thread.get(10, TimeUnit.SECONDS).isVirtual()).isTrue();
        assertThat(Duration.ofNanos(time.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void aBlockedActionDelaysNoOther() throws Exception {
        var second = new CompletableFuture<String>();
        var firstSaw = new CompletableFuture<String>();
        time.schedule(Duration.ZERO, () -> firstSaw.complete(second.join()));
        time.schedule(Duration.ofMillis(1), () -> second.complete("second ran"));

        assertThat(firstSaw.get(10, TimeUnit.SECONDS)).isEqualTo("second ran");
    }

    @Test
    void closedTimersDoNotRun() throws Exception {
        var result = new CompletableFuture<String>();
        var closed = time.schedule(Duration.ofMillis(30), () -> result.complete("closed timer ran"));
        closed.close();
        time.schedule(Duration.ofMillis(60), () -> result.complete("only the other ran"));

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("only the other ran");
    }

    @Test
    void acceptsDelaysBeyondLongNanoseconds() {
        time.schedule(Duration.ofDays(365L * 1000), () -> {}).close();
        time.schedule(Duration.ofSeconds(-5), () -> {}).close();
    }
}
