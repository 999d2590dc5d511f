package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.base.TaskGroup;
import io.gantry.base.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every engine promises to those who watch. A new engine extends it. */
abstract class WatchContractTest extends EngineTest {
    @Test
    void aWatcherSeesExactlyWhatComesAfterItsRevision() {
        var first = put(WEB, "1").entry();
        put(NODE, "2");
        try (var watcher = store.watch(PODS, 1)) {
            var second = put(WEB, "3").entry();
            put(PODS + "kube-system/dns", "4");
            delete(WEB);

            var changes = watcher.poll();
            assertThat(changes).hasSize(3);
            assertThat(changes.get(0)).isEqualTo(new Change<>(3, first, second));
            assertThat(changes.get(1).before()).isNull();
            assertThat(changes.get(2)).isEqualTo(new Change<>(5, second, null));
            assertThat(watcher.poll()).isEmpty();
        }
    }

    @Test
    void prefixesNarrowAWatch() throws Exception {
        try (var pods = store.watch(PODS, 0);
                var namespace = store.watch(PODS + "default/", 0);
                var web = store.watch(WEB, 0)) {
            put(PODS + "kube-system/dns", "1");
            put(DB, "2");
            put(WEB, "3");
            put(WEB + "-2", "4");

            assertThat(texts(pods.await(SOON))).containsExactly("1", "2", "3", "4");
            assertThat(texts(namespace.await(SOON))).containsExactly("2", "3", "4");
            assertThat(texts(web.await(SOON))).containsExactly("3", "4");
            assertThat(web.prefix()).isEqualTo(WEB);
        }
    }

    @Test
    void aPrefixMustLieWithinOneLog() {
        assertThatThrownBy(() -> store.watch("/registry/", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("several change logs");
        assertThatThrownBy(() -> store.watch("/registry/pods", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWatchInTheFutureIsRefused() {
        assertThatThrownBy(() -> store.watch(PODS, 1)).isInstanceOf(RevisionNotReachedException.class);
    }

    @Test
    void snapshotAndWatchMissesAndRepeatsNothing() {
        put(WEB, "1");
        var both = store.snapshotAndWatch(PODS);
        put(WEB, "2");

        assertThat(both.snapshot().revision()).isEqualTo(1);
        assertThat(texts(both.watcher().poll())).containsExactly("2");
        both.watcher().close();
    }

    @Test
    void awaitWaitsForAChangeUnderItsPrefix() throws Exception {
        var batches = new ArrayBlockingQueue<List<String>>(10);
        try (var group = new TaskGroup("test");
                var watcher = store.watch(PODS + "default/", 0)) {
            group.start("watcher", () -> {
                for (var seen = 0; seen < 2; ) {
                    var changes = watcher.await(SOON);
                    if (!changes.isEmpty()) {
                        batches.add(texts(changes));
                        seen++;
                    }
                }
            });
            put(NODE, "other log");
            put(PODS + "kube-system/dns", "other directory");
            put(WEB, "3");
            assertThat(batches.poll(10, TimeUnit.SECONDS)).containsExactly("3");
            put(WEB, "4");
            assertThat(batches.poll(10, TimeUnit.SECONDS)).containsExactly("4");
        }
    }

    @Test
    void awaitGivesUpAfterItsTimeout() throws Exception {
        try (var watcher = store.watch(PODS, 0)) {
            assertThat(watcher.await(Duration.ofMillis(20))).isEmpty();
            assertThat(watcher.await(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void awaitTimesOutOnInjectedTime() throws Exception {
        var time = new VirtualTime();
        reopenWith(StoreOptions.defaults().withTime(time));
        var result = new CompletableFuture<List<String>>();
        try (var group = new TaskGroup("test");
                var watcher = store.watch(PODS, 0)) {
            var timersBefore = time.untilNextTimer();
            group.start("watcher", () -> result.complete(texts(watcher.await(Duration.ofSeconds(30)))));
            Awaitility.await().until(() -> !time.untilNextTimer().equals(timersBefore));
            time.advance(Duration.ofSeconds(30));
            assertThat(result.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void closingAWatcherEndsItsWait() throws Exception {
        var result = new CompletableFuture<String>();
        var watcher = store.watch(PODS, 0);
        try (var group = new TaskGroup("test")) {
            group.start("watcher", () -> {
                try {
                    watcher.await(Duration.ofDays(1));
                } catch (CancellationException e) {
                    result.complete(e.getMessage());
                }
            });
            watcher.close();
            watcher.close();
            assertThat(result.get(10, TimeUnit.SECONDS)).contains(PODS);
        }
        put(WEB, "1");
        assertThatThrownBy(watcher::poll).isInstanceOf(CancellationException.class);
    }

    @Test
    void onReadyIsCalledOncePerEmptyPoll() {
        var calls = new AtomicInteger();
        try (var watcher = store.watch(PODS, 0)) {
            assertThat(watcher.poll()).isEmpty();
            watcher.onReady(calls::incrementAndGet);
            assertThat(calls).hasValue(0);
            put(NODE, "1");
            put(WEB, "2");
            Awaitility.await().until(() -> calls.get() == 1);
            put(WEB, "3");
            assertThat(drain(watcher)).containsExactly("2", "3");
            put(WEB, "4");
            Awaitility.await().until(() -> calls.get() == 2);
        }
    }

    @Test
    void onReadyIsCalledAtOnceWhenChangesWait() {
        put(WEB, "1");
        var calls = new AtomicInteger();
        try (var watcher = store.watch(PODS, 0)) {
            watcher.onReady(calls::incrementAndGet);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void aCallbackThatFailsDoesNotKeepTheNewsFromOthers() throws Exception {
        try (var bad = store.watch(PODS, 0);
                var good = store.watch(PODS, 0)) {
            assertThat(bad.poll()).isEmpty();
            bad.onReady(() -> {
                throw new IllegalStateException("a broken callback, as the test wants it");
            });
            put(WEB, "1");
            assertThat(texts(good.await(SOON))).containsExactly("1");
            put(WEB, "2");
            assertThat(texts(good.await(SOON))).containsExactly("2");
        }
    }

    @Test
    void progressAdvancesWhileOthersChange() {
        try (var watcher = store.watch(PODS, 0)) {
            assertThat(watcher.progressRevision()).isZero();
            assertThat(watcher.poll()).isEmpty();
            put(NODE, "1");
            put(NODE, "2");
            Awaitility.await().until(() -> watcher.progressRevision() == 2);
            put(WEB, "3");
            assertThat(watcher.progressRevision()).isEqualTo(2);
            assertThat(texts(watcher.poll())).containsExactly("3");
            assertThat(watcher.progressRevision()).isEqualTo(3);
        }
    }

    @Test
    void progressDoesNotRunAheadOfABatch() {
        var count = Watcher.MAX_BATCH + 5;
        var ops = new ArrayList<Op<TestValue>>();
        for (var i = 0; i < count; i++) {
            ops.add(Op.put(PODS + "default/p" + i, TestValue.of("x"), Expect.any()));
        }
        try (var watcher = store.watch(PODS, 0)) {
            store.write(ops);
            assertThat(watcher.poll()).hasSize(Watcher.MAX_BATCH);
            assertThat(watcher.progressRevision()).isZero();
            assertThat(watcher.poll()).hasSize(5);
            assertThat(watcher.progressRevision()).isEqualTo(1);
        }
    }

    @Test
    void aWatcherThatFallsBehindGetsCompacted() {
        reopenWith(StoreOptions.defaults().withChanges(ChangeLog.BLOCK, Duration.ofHours(1)));
        try (var slow = store.watch(PODS, 0)) {
            for (var i = 0; i < 3 * ChangeLog.BLOCK; i++) {
                put(WEB, "" + i);
            }
            assertThatThrownBy(slow::poll).isInstanceOf(CompactedException.class);
            assertThatThrownBy(slow::poll).isInstanceOf(CompactedException.class);
        }
        assertThatThrownBy(() -> store.watch(PODS, 1)).isInstanceOf(CompactedException.class);
    }

    @Test
    void aSleepingWatcherDoesNotFallBehindForWhatItDoesNotWant() {
        reopenWith(StoreOptions.defaults().withChanges(ChangeLog.BLOCK, Duration.ofHours(1)));
        try (var sleeping = store.watch(PODS + "quiet/", 0)) {
            assertThat(sleeping.poll()).isEmpty();
            for (var i = 0; i < 3 * ChangeLog.BLOCK; i++) {
                put(WEB, "" + i);
            }
            Awaitility.await().until(() -> sleeping.progressRevision() == 3L * ChangeLog.BLOCK);
            assertThat(sleeping.poll()).isEmpty();
            put(PODS + "quiet/p", "wanted");
            assertThat(drain(sleeping)).containsExactly("wanted");
        }
    }

    @Test
    void aTopicNarrowsAWatch() throws Exception {
        var ready = new AtomicInteger();
        try (var n1 = store.watch(PODS, "n1", 0);
                var n2 = store.watch(PODS + "default/", "n2", 0)) {
            assertThat(n2.poll()).isEmpty();
            n2.onReady(ready::incrementAndGet);
            put(WEB, "pending");
            put(WEB, "node=n1 bound");
            put(DB, "node=n1");
            put(PODS + "kube-system/dns", "node=n2 other namespace");
            assertThat(texts(n1.await(SOON))).containsExactly("node=n1 bound", "node=n1");
            assertThat(drain(n1, 0)).isEmpty();
            // Moving to another node is news for both: the value before has one topic, the value after the other.
            put(WEB, "node=n2 moved");
            delete(DB);
            assertThat(texts(n1.await(SOON))).startsWith("node=n2 moved");
            Awaitility.await().until(() -> ready.get() > 0);
            assertThat(drain(n2, 1)).containsExactly("node=n2 moved");
            assertThat(n2.progressRevision()).isEqualTo(6);
        }
    }

    private static List<String> drain(Watcher<TestValue> watcher) {
        return drain(watcher, 1);
    }

    private static List<String> drain(Watcher<TestValue> watcher, int atLeast) {
        var all = new ArrayList<String>();
        Awaitility.await().until(() -> {
            all.addAll(texts(watcher.poll()));
            return all.size() >= atLeast;
        });
        for (var more = watcher.poll(); !more.isEmpty(); more = watcher.poll()) {
            all.addAll(texts(more));
        }
        return all;
    }
}
