package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gantry.base.TaskGroup;
import io.gantry.base.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A disk that fails: nobody may be shown what is not durable, and nothing may be lost that is. */
class DiskFailureTest {
    private static final String WEB = "/registry/pods/default/web";
    private static final String DB = "/registry/pods/default/db";

    private final VirtualTime time = new VirtualTime();
    private final FaultyLog log = new FaultyLog();
    private final ThreadedStore store =
            new ThreadedStore(StoreOptions.defaults().withTime(time), log);

    /** The threads of {@link EmbeddedStore} over any log. */
    private static final class ThreadedStore extends StoreCore<TestValue> {
        private final CommitThread<TestValue> thread;

        ThreadedStore(StoreOptions options, CommitLog log) {
            super(TestValue.CODEC, options, true, new Image<>(0, EntryTree.empty()));
            thread = new CommitThread<>(this, new Committer<>(this, TestValue.CODEC, log), options, "test");
            thread.start();
        }

        @Override
        boolean submit(Request request) {
            return thread.submit(request);
        }

        @Override
        boolean submitUnlessInterrupted(Request request) throws InterruptedException {
            return thread.submitUnlessInterrupted(request);
        }

        @Override
        void published() {
            thread.published();
        }

        int queued() {
            return thread.queued();
        }

        @Override
        public void close() {
            thread.close();
            end();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nobodySeesAWriteBeforeItIsDurable() throws Exception {
        put(WEB, "1");
        log.hold();
        var written = new CompletableFuture<Long>();
        var conflicted = new CompletableFuture<String>();
        try (var group = new TaskGroup("test");
                var watcher = store.watch("/registry/pods/", 1)) {
            group.start("writer", () -> written.complete(put(WEB, "2").revision()));
            Awaitility.await().until(log::isHolding);

            assertThat(store.revision()).isEqualTo(1);
            assertThat(store.snapshot().get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("1", 1), 1, 1));
            assertThat(watcher.poll()).isEmpty();
            assertThatThrownBy(() -> store.snapshotAt(2)).isInstanceOf(RevisionNotReachedException.class);
            assertThat(written).isNotDone();
            // A conflict tells of the other write, so it waits for it.
            group.start("rival", () -> {
                try {
                    store.write(Op.put(WEB, TestValue.of("3"), Expect.modRevision(1)));
                } catch (ConflictException e) {
                    conflicted.complete("store at " + store.revision() + ", " + e.getMessage());
                }
            });
            log.release();

            assertThat(written.get(10, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(conflicted.get(10, TimeUnit.SECONDS))
                    .startsWith("store at 2, ")
                    .contains("revision 2");
            assertThat(watcher.await(Duration.ZERO)).hasSize(1);
        }
    }

    @Test
    void whoIsInterruptedLeavesAWriteThatIsDoneNevertheless() throws Exception {
        log.hold();
        var left = new CompletableFuture<Boolean>();
        var decided = new CompletableFuture<Long>();
        var writer = new CompletableFuture<Thread>();
        try (var group = new TaskGroup("test")) {
            group.start("writer", () -> {
                writer.complete(Thread.currentThread());
                try {
                    store.writeUnlessInterrupted(
                            List.of(Op.put(WEB, TestValue.of("1"), Expect.absent())),
                            () -> decided.complete(store.revision()));
                    left.complete(false);
                } catch (InterruptedException e) {
                    left.complete(true);
                }
            });
            Awaitility.await().until(log::isHolding);
            writer.get(10, TimeUnit.SECONDS).interrupt();

            assertThat(left.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(store.revision()).isZero();
            assertThat(decided).isNotDone();
            log.release();
            assertThat(decided.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(store.snapshot().get(WEB)).isNotNull();
    }

    @Test
    void whoIsInterruptedBeforeWritesNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.writeUnlessInterrupted(
                        List.of(Op.put(WEB, TestValue.of("1"), Expect.absent())), () -> {}))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        put(DB, "1");
        assertThat(store.snapshot().get(WEB)).isNull();
    }

    @Test
    void writesWhileAFlushIsUnderWayShareTheNext() {
        log.hold();
        try (var group = new TaskGroup("test")) {
            group.start("first", () -> put(WEB, "1"));
            Awaitility.await().until(log::isHolding);
            for (var i = 0; i < 20; i++) {
                var key = DB + i;
                group.start("next-" + i, () -> put(key, "x"));
            }
            // All of them wait in the queue once nothing runs any more.
            Awaitility.await().until(() -> store.queued() == 20);
            log.release();
            Awaitility.await().until(() -> group.running() == 0);
        }
        assertThat(store.revision()).isEqualTo(21);
        assertThat(log.appended()).isEqualTo(2);
    }

    @Test
    void aLostGroupIsNeverSeenAndItsRevisionIsUsedAgain() {
        put(WEB, "1");
        log.fail(FaultyLog.Fault.LOST);

        var failure = catchThrowableOfType(StoreUnavailableException.class, () -> put(WEB, "lost"));
        assertThat(failure.outcomeUnknown()).isTrue();
        assertThat(failure).hasMessageContaining("No space left on device").hasMessageContaining("free space");
        assertUnchangedAt(1);

        // Not at once again, and not the write's fault.
        var refused = catchThrowableOfType(StoreUnavailableException.class, () -> put(DB, "refused"));
        assertThat(refused.outcomeUnknown()).isFalse();
        assertUnchangedAt(1);

        time.advance(Committer.RETRY_AFTER);
        assertThat(put(DB, "2").revision()).isEqualTo(2);
        assertThat(store.snapshot().get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("1", 1), 1, 1));
        try (var watcher = store.watch("/registry/pods/", 0)) {
            assertThat(watcher.poll()).extracting(Change::revision).containsExactly(1L, 2L);
        }
    }

    @Test
    void aGroupThatWasKeptAfterAllAppearsOnceTheDiskWorks() {
        put(WEB, "1");
        log.fail(FaultyLog.Fault.KEPT);
        assertThatThrownBy(() -> put(WEB, "kept")).isInstanceOf(StoreUnavailableException.class);
        assertUnchangedAt(1);

        time.advance(Committer.RETRY_AFTER);
        assertThat(put(DB, "3").revision()).isEqualTo(3);

        assertThat(store.snapshot().get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("kept", 2), 1, 2));
        assertThat(store.snapshotAt(2).get(DB)).isNull();
        try (var watcher = store.watch("/registry/pods/", 0)) {
            assertThat(watcher.poll()).extracting(Change::revision).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aDiskThatStaysBrokenIsTriedNowAndThen() {
        put(WEB, "1");
        log.fail(FaultyLog.Fault.LOST);
        log.failReopen(new IOException("Input/output error"));
        assertThatThrownBy(() -> put(WEB, "2")).isInstanceOf(StoreUnavailableException.class);
        for (var i = 0; i < 3; i++) {
            time.advance(Committer.RETRY_AFTER);
            assertThatThrownBy(() -> put(WEB, "3"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("Input/output error");
            assertUnchangedAt(1);
        }
        log.failReopen(null);
        assertThatThrownBy(() -> put(WEB, "too soon")).isInstanceOf(StoreUnavailableException.class);
        time.advance(Committer.RETRY_AFTER);
        assertThat(put(WEB, "4").revision()).isEqualTo(2);
    }

    @Test
    void anErrorOnTheCommitThreadStopsTheStoreInsteadOfHangingIt() {
        put(WEB, "1");
        var watcher = store.watch("/registry/pods/", 1);
        assertThat(watcher.poll()).isEmpty();

        assertThatThrownBy(() -> put(WEB, "fatal"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("internal error")
                .hasMessageContaining("restart");
        assertThatThrownBy(() -> put(WEB, "3"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("internal error");
        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(watcher::poll).isInstanceOf(StoreUnavailableException.class));
        assertThat(store.snapshot().get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("1", 1), 1, 1));
    }

    @Test
    void aCodecThatFailsOnTopicsTellsTheWatchersConcerned() throws Exception {
        try (var watcher = store.watch("/registry/pods/", "n1", 0);
                var other = store.watch("/registry/pods/", 0)) {
            assertThat(watcher.poll()).isEmpty();
            assertThat(other.poll()).isEmpty();
            put(WEB, "untopical");
            assertThat(other.await(Duration.ofSeconds(10))).hasSize(1);
            Awaitility.await()
                    .untilAsserted(() -> assertThatThrownBy(watcher::poll)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("untopical"));
        }
    }

    private void assertUnchangedAt(long revision) {
        assertThat(store.revision()).isEqualTo(revision);
        assertThat(store.snapshot().get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("1", 1), 1, 1));
        assertThat(store.snapshot().get(DB)).isNull();
        try (var watcher = store.watch("/registry/pods/", revision)) {
            assertThat(watcher.poll()).isEmpty();
        }
    }

    private WriteResult<TestValue> put(String key, String text) {
        return store.write(Op.put(key, TestValue.of(text), Expect.any()));
    }
}
