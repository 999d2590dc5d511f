package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.base.Reason;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartSlotsTest {
    private static final SandboxConfig CONFIG = SandboxConfig.of("default", "web", "uid", "/nowhere");
    private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

    @Test
    void soManyAsTheMachineHasProcessorsForAndTheOthersWait() throws Exception {
        StartSlots slots = StartSlots.ofThisMachine();
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var release = new CountDownLatch(1);
        List<Future<String>> starts = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3 * AT_ONCE; i++) {
                starts.add(threads.submit(() -> slots.inTurn(
                        config -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            release.await();
                            running.decrementAndGet();
                            return config.name();
                        },
                        CONFIG)));
            }
            await().until(() -> running.get() == AT_ONCE);
            release.countDown();
            for (var start : starts) {
                assertThat(start.get()).isEqualTo("web");
            }
        }
        assertThat(most).hasValue(AT_ONCE);
    }

    @Test
    void aStartThatFailsGivesItsTurnBack() throws Exception {
        StartSlots slots = StartSlots.ofThisMachine();
        for (int i = 0; i < AT_ONCE; i++) {
            assertThatThrownBy(() -> slots.inTurn(
                            config -> {
                                throw new RuntimeFailure(
                                        RuntimeFailure.Kind.UNAVAILABLE, new Reason("Away", "containerd is away"));
                            },
                            CONFIG))
                    .isInstanceOf(RuntimeFailure.class);
        }
        assertThat(slots.inTurn(SandboxConfig::name, CONFIG)).isEqualTo("web");
    }
}
