package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.base.Time;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WakesTest {
    private final Wakes wakes = new Wakes(Time.system());
    private final FutureTask<Boolean> waiting = new FutureTask<>(() -> {
        wakes.await(null);
        return true;
    });
    private final Thread worker = Thread.ofPlatform().unstarted(waiting);

    @AfterEach
    void end() {
        worker.interrupt();
    }

    private void waitForNothing() {
        assertThat(wakes.takeStale()).as("the first look").isTrue();
        wakes.begin();
        worker.start();
        await().until(() -> worker.getState() == Thread.State.WAITING);
    }

    @Test
    void aChangeOfThePodWakesWithoutALookAtTheRuntime() throws Exception {
        waitForNothing();
        wakes.changed();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(wakes.takeStale()).isFalse();
    }

    @Test
    void aChangeInTheRuntimeWakesForALook() throws Exception {
        waitForNothing();
        wakes.runtimeChanged();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(wakes.takeStale()).isTrue();
        assertThat(wakes.takeStale()).as("one look is enough").isFalse();
    }

    @Test
    void whoWaitsHasNothingToDoWithAnUnknownContainer() {
        waitForNothing();
        wakes.runtimeChangedIfBusy();
        assertThat(wakes.takeStale()).isFalse();
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    void whoIsBusyMayHaveMadeIt() throws Exception {
        wakes.takeStale();
        wakes.begin();
        wakes.runtimeChangedIfBusy();
        worker.start();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).as("does not wait").isTrue();
        assertThat(wakes.takeStale()).isTrue();
    }

    @Test
    void ownDoingThatWasSeenNeedsNoLook() {
        long mark = wakes.lookAgain();
        wakes.saw(mark);
        assertThat(wakes.takeStale()).isFalse();
    }

    @Test
    void ownDoingThatWasNotSeenNeedsOne() {
        wakes.takeStale();
        wakes.lookAgain();
        assertThat(wakes.takeStale()).isTrue();
    }

    @Test
    void whatHappensBesideOwnDoingNeedsALook() {
        long mark = wakes.lookAgain();
        wakes.runtimeChanged(); // the container ended at once
        wakes.saw(mark);
        assertThat(wakes.takeStale()).isTrue();
    }

    @Test
    void timeWakes() throws Exception {
        wakes.begin();
        wakes.await(Time.system().now().plus(Duration.ofMillis(20)));
        assertThat(wakes.takeStale()).isTrue();
    }
}
