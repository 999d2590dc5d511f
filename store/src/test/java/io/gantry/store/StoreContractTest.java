package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gantry.base.TaskGroup;
import io.gantry.base.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine promises to those who write and read. A new engine extends it, and {@link WatchContractTest}. */
abstract class StoreContractTest extends EngineTest {
    // --- writing and reading

    @Test
    void aNewStoreIsEmptyAtRevisionZero() {
        assertThat(store.revision()).isZero();
        assertThat(store.snapshot().size()).isZero();
        assertThat(store.snapshot().get(WEB)).isNull();
        assertThat(store.snapshot().prefix("").stream()).isEmpty();
        assertThat(store.compactedRevision()).isZero();
    }

    @Test
    void eachTransactionThatChangesSomethingIsOneRevision() {
        assertThat(put(WEB, "1").revision()).isEqualTo(1);
        assertThat(put(WEB, "2").revision()).isEqualTo(2);
        var result = store.write(
                List.of(Op.put(DB, TestValue.of("3"), Expect.any()), Op.put(NODE, TestValue.of("3"), Expect.any())));

        assertThat(result.revision()).isEqualTo(3);
        assertThat(store.revision()).isEqualTo(3);
        assertThat(store.snapshot().get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("2", 2), 1, 2));
        assertThat(store.snapshot().get(NODE)).isEqualTo(new Entry<>(NODE, new TestValue("3", 3), 3, 3));
    }

    @Test
    void theResultHasTheChangesInTheOrderOfTheOperations() {
        var created = put(WEB, "1").entry();
        var result = store.write(List.of(
                Op.put(NODE, TestValue.of("new"), Expect.absent()),
                Op.check(DB, Expect.absent()),
                Op.delete(PODS + "default/none", Expect.any()),
                Op.delete(WEB, Expect.modRevision(1))));

        var node = new Entry<>(NODE, new TestValue("new", 2), 2, 2);
        assertThat(result.changes()).containsExactly(new Change<>(2, null, node), new Change<>(2, created, null));
        assertThat(result.entry()).isEqualTo(node);
    }

    @Test
    void aDeletedKeyBeginsAgainWithANewCreateRevision() {
        put(WEB, "1");
        assertThat(delete(WEB).revision()).isEqualTo(2);
        assertThat(store.snapshot().get(WEB)).isNull();
        assertThat(put(WEB, "3").entry()).isEqualTo(new Entry<>(WEB, new TestValue("3", 3), 3, 3));
    }

    @Test
    void whatChangesNothingTakesNoRevision() {
        put(WEB, "1");
        assertThat(store.write(Op.check(WEB, Expect.modRevision(1)))).isEqualTo(new WriteResult<>(1, List.of()));
        assertThat(delete(DB)).isEqualTo(new WriteResult<>(1, List.of()));
        assertThat(store.revision()).isEqualTo(1);
    }

    @Test
    void expectationsThatDoNotHoldSayWhatIsThere() {
        put(WEB, "1");
        put(WEB, "2");
        var now = store.snapshot().get(WEB);

        assertConflict(Op.put(WEB, TestValue.of("x"), Expect.absent()), now, "not to exist", "revision 2");
        assertConflict(Op.put(WEB, TestValue.of("x"), Expect.modRevision(1)), now, "at revision 1", "revision 2");
        assertConflict(Op.delete(WEB, Expect.modRevision(1)), now, "revision 1");
        assertConflict(Op.check(WEB, Expect.modRevision(1)), now, "revision 1");
        assertConflict(Op.delete(DB, Expect.modRevision(1)), null, "does not exist");
        assertThat(store.revision()).isEqualTo(2);
    }

    private void assertConflict(Op<TestValue> op, @Nullable Entry<TestValue> current, String... message) {
        var conflict = catchThrowableOfType(ConflictException.class, () -> store.write(op));
        assertThat(conflict.current()).isEqualTo(current);
        assertThat(conflict.key()).isEqualTo(op.key());
        assertThat(conflict.expected()).isEqualTo(op.expect());
        assertThat(conflict).hasMessageContainingAll(message).hasMessageContaining(op.key());
    }

    @Test
    void aTransactionHappensWhollyOrNotAtAll() {
        put(WEB, "1");
        assertThatThrownBy(() -> store.write(
                        List.of(Op.put(DB, TestValue.of("x"), Expect.any()), Op.delete(WEB, Expect.modRevision(7)))))
                .isInstanceOf(ConflictException.class);

        assertThat(store.snapshot().get(DB)).isNull();
        assertThat(store.snapshot().get(WEB)).isNotNull();
        assertThat(store.revision()).isEqualTo(1);
    }

    @Test
    void refusesTransactionsThatMakeNoSense() {
        assertThatThrownBy(() -> store.write(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.write(
                        List.of(Op.put(WEB, TestValue.of("1"), Expect.any()), Op.delete(WEB, Expect.any()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(WEB);
        assertThatThrownBy(() -> put("/registry/pods/\ud800", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
        assertThat(store.revision()).isZero();
    }

    @Test
    void aCodecThatFailsHarmsOnlyItsOwnWrite() {
        put(WEB, "1");
        assertThatThrownBy(() -> put(WEB, "unstampable")).isInstanceOf(IllegalStateException.class);
        assertThat(put(WEB, "2").revision()).isEqualTo(2);
    }

    @Test
    void anInterruptDoesNotCallAWriteOffAndStaysSet() throws Exception {
        var after = new CompletableFuture<Boolean>();
        try (var group = new TaskGroup("test")) {
            group.start("writer", () -> {
                Thread.currentThread().interrupt();
                put(WEB, "1");
                after.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(after.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(store.snapshot().get(WEB)).isNotNull();
    }

    @Test
    void rangesAreInKeyOrder() {
        for (var key : List.of("/b/2", "/a/1", "/b/1", "/c/1", "/b/3", "/b", "/b0")) {
            put(key, key);
        }
        var snapshot = store.snapshot();

        assertThat(keys(snapshot.prefix("/b/"))).containsExactly("/b/1", "/b/2", "/b/3");
        assertThat(keys(snapshot.prefix("/b"))).containsExactly("/b", "/b/1", "/b/2", "/b/3", "/b0");
        assertThat(keys(snapshot.prefixFrom("/b/", "/b/2"))).containsExactly("/b/2", "/b/3");
        assertThat(keys(snapshot.prefixFrom("/b/", "/b/1\0"))).containsExactly("/b/2", "/b/3");
        assertThat(keys(snapshot.prefixFrom("/b/", ""))).containsExactly("/b/1", "/b/2", "/b/3");
        assertThat(keys(snapshot.prefixFrom("/b/", "/c"))).isEmpty();
        assertThat(keys(snapshot.range("/a/1", "/b/1"))).containsExactly("/a/1", "/b");
        assertThat(keys(snapshot.range("/c", "/a"))).isEmpty();
        assertThat(snapshot.prefix("/b/").size()).isEqualTo(3);
        assertThat(snapshot.range("/c", "/a").size()).isZero();
        assertThat(snapshot.prefix("/x").isEmpty()).isTrue();
        assertThat(snapshot.size()).isEqualTo(7);
    }

    // --- older states

    @Test
    void aSnapshotNeverChanges() {
        put(WEB, "1");
        var before = store.snapshot();
        put(WEB, "2");
        delete(WEB);

        assertThat(before.revision()).isEqualTo(1);
        assertThat(before.get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("1", 1), 1, 1));
    }

    @Test
    void recentRevisionsCanBeReadAgain() {
        put(WEB, "1");
        put(DB, "2");
        delete(WEB);

        assertThat(keys(store.snapshotAt(0).prefix(""))).isEmpty();
        assertThat(keys(store.snapshotAt(1).prefix(""))).containsExactly(WEB);
        assertThat(keys(store.snapshotAt(2).prefix(""))).containsExactly(DB, WEB);
        assertThat(keys(store.snapshotAt(3).prefix(""))).containsExactly(DB);
        assertThat(store.snapshotAt(2).revision()).isEqualTo(2);
        var future = catchThrowableOfType(RevisionNotReachedException.class, () -> store.snapshotAt(4));
        assertThat(future.current()).isEqualTo(3);
    }

    @Test
    void historyIsBoundedByCount() {
        reopenWith(StoreOptions.defaults().withHistory(3, Duration.ofHours(1)));
        for (var i = 1; i <= 10; i++) {
            put(WEB, "" + i);
        }
        assertThat(store.snapshotAt(7).get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("7", 7), 1, 7));
        assertThat(store.compactedRevision()).isEqualTo(7);
        var gone = catchThrowableOfType(CompactedException.class, () -> store.snapshotAt(6));
        assertThat(gone.oldest()).isEqualTo(7);
        assertThat(gone.requested()).isEqualTo(6);
    }

    @Test
    void historyAndLogsAreBoundedByAge() {
        var time = new VirtualTime();
        reopenWith(StoreOptions.defaults()
                .withTime(time)
                .withHistory(1000, Duration.ofMinutes(5))
                .withChanges(1000, Duration.ofMinutes(5)));
        for (var i = 1; i <= ChangeLog.BLOCK; i++) {
            put(WEB, "" + i);
        }
        assertThat(store.snapshotAt(1).revision()).isEqualTo(1);
        time.advance(Duration.ofMinutes(5));
        assertThat(store.snapshotAt(1).revision()).isEqualTo(1);
        time.advance(Duration.ofMinutes(1));

        Awaitility.await().until(() -> store.compactedRevision() == ChangeLog.BLOCK);
        assertThatThrownBy(() -> store.snapshotAt(1)).isInstanceOf(CompactedException.class);
        assertThatThrownBy(() -> store.watch(PODS, 1)).isInstanceOf(CompactedException.class);
        assertThat(store.snapshotAt(ChangeLog.BLOCK).revision()).isEqualTo(ChangeLog.BLOCK);
        store.watch(PODS, ChangeLog.BLOCK).close();
    }

    @Test
    void compactForgets() {
        put(WEB, "1");
        put(WEB, "2");
        put(WEB, "3");
        store.compact(2);

        assertThat(store.compactedRevision()).isEqualTo(2);
        assertThat(store.snapshotAt(2).revision()).isEqualTo(2);
        assertThatThrownBy(() -> store.snapshotAt(1)).isInstanceOf(CompactedException.class);
        assertThatThrownBy(() -> store.watch(PODS, 1)).isInstanceOf(CompactedException.class);
        assertThatThrownBy(() -> store.watch("/registry/nodes/", 1)).isInstanceOf(CompactedException.class);
        try (var watcher = store.watch(PODS, 2)) {
            assertThat(texts(watcher.poll())).containsExactly("3");
        }
        store.compact(1);
        assertThat(store.compactedRevision()).isEqualTo(2);
        assertThatThrownBy(() -> store.compact(4)).isInstanceOf(RevisionNotReachedException.class);
    }

    @Test
    void awaitsARevision() throws Exception {
        store.awaitRevision(0, Duration.ZERO);
        assertThatThrownBy(() -> store.awaitRevision(1, Duration.ofMillis(20)))
                .isInstanceOf(RevisionNotReachedException.class);
        var seen = new CompletableFuture<Long>();
        try (var group = new TaskGroup("test")) {
            group.start("reader", () -> {
                store.awaitRevision(2, SOON);
                seen.complete(store.revision());
            });
            put(WEB, "1");
            put(WEB, "2");
            assertThat(seen.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(2);
        }
    }

    // --- closing

    @Test
    void aClosedStoreRefusesWritesAndStillReads() {
        put(WEB, "1");
        var watcher = store.watch(PODS, 0);
        var idle = store.watch("/registry/nodes/", 1);
        assertThat(idle.poll()).isEmpty();
        var ready = new AtomicInteger();
        idle.onReady(ready::incrementAndGet);

        store.close();
        store.close();

        assertThat(store.snapshot().get(WEB)).isNotNull();
        assertThatThrownBy(() -> put(WEB, "2"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.watch(PODS, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.compact(1)).isInstanceOf(StoreUnavailableException.class);
        assertThat(ready.get()).isPositive();
        assertThatThrownBy(idle::poll).isInstanceOf(StoreUnavailableException.class);
        assertThat(texts(watcher.poll())).containsExactly("1");
        assertThatThrownBy(watcher::poll).isInstanceOf(StoreUnavailableException.class);
        watcher.close();
        idle.close();
    }

    @Test
    void closingTheStoreEndsWaits() throws Exception {
        var ended = new CompletableFuture<String>();
        try (var group = new TaskGroup("test")) {
            group.start("watcher", () -> {
                try (var watcher = store.watch(PODS, 0)) {
                    watcher.await(Duration.ofDays(1));
                } catch (StoreUnavailableException e) {
                    ended.complete(String.valueOf(e.getMessage()));
                }
            });
            group.start("reader", () -> store.awaitRevision(1, Duration.ofDays(1)));
            store.close();
            assertThat(ended.get(10, TimeUnit.SECONDS)).contains("closed");
            Awaitility.await().until(() -> group.running() == 0);
        }
    }

    private static List<String> keys(EntryRange<TestValue> range) {
        return range.stream().map(Entry::key).toList();
    }
}
