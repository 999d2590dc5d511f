package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.TaskGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many writers of the same few keys, and watchers and readers beside them. */
class StoreConcurrencyTest {
    private static final int WRITERS = 32;
    private static final int COUNTERS = 4;
    private static final int EACH = 60;
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void countersLoseNothingInMemory() throws Exception {
        countersLoseNothing(MemoryStore.open(TestValue.CODEC, StoreOptions.defaults()));
    }

    @Test
    void countersLoseNothingOnDisk() throws Exception {
        countersLoseNothing(EmbeddedStore.open(directory, TestValue.CODEC, StoreOptions.defaults()));
    }

    @Test
    void countersLoseNothingWithASmallQueue() throws Exception {
        var options = StoreOptions.defaults().withBatches(2, 3, 64);
        countersLoseNothing(EmbeddedStore.open(directory, TestValue.CODEC, options));
    }

    private static void countersLoseNothing(Store<TestValue> store) throws Exception {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var written = new CountDownLatch(WRITERS);
        var watched = new CountDownLatch(WRITERS);
        try (store;
                var group = new TaskGroup("test", (task, failure) -> failures.add(failure))) {
            for (var w = 0; w < WRITERS; w++) {
                var counter = counter(w % COUNTERS);
                group.start("watcher-" + w, () -> {
                    followTo(store, counter, WRITERS / COUNTERS * EACH, failures);
                    watched.countDown();
                });
                group.start("writer-" + w, () -> {
                    for (var i = 0; i < EACH; i++) {
                        increment(store, counter);
                    }
                    written.countDown();
                });
            }
            assertThat(written.await(60, TimeUnit.SECONDS))
                    .as("writers; %s", failures)
                    .isTrue();
            assertThat(watched.await(60, TimeUnit.SECONDS))
                    .as("watchers; %s", failures)
                    .isTrue();
            for (var c = 0; c < COUNTERS; c++) {
                assertThat(count(store.snapshot().get(counter(c)))).isEqualTo(WRITERS / COUNTERS * EACH);
            }
            assertThat(store.revision()).isEqualTo(WRITERS * EACH);
        }
        assertThat(failures).isEmpty();
    }

    private static void increment(Store<TestValue> store, String key) {
        var current = store.snapshot().get(key);
        while (true) {
            var expect = current == null ? Expect.absent() : Expect.modRevision(current.modRevision());
            try {
                var result = store.write(Op.put(key, TestValue.of("" + (count(current) + 1)), expect));
                // Whoever was told of a write finds it in the next snapshot.
                assertThat(store.revision()).isGreaterThanOrEqualTo(result.revision());
                return;
            } catch (ConflictException e) {
                current = store.snapshot().get(key);
                // The conflict's entry is durable, so a snapshot shows it or a later one.
                var found = e.current();
                assertThat(found == null ? 0 : found.modRevision())
                        .isLessThanOrEqualTo(current == null ? 0 : current.modRevision());
            }
        }
    }

    /** Every value in order, no value twice, and no change before a snapshot has it. */
    private static void followTo(Store<TestValue> store, String key, int last, Queue<Throwable> failures)
            throws InterruptedException {
        var seen = 0;
        try (var watcher = store.watch("/registry/counters/", 0)) {
            while (seen < last) {
                var changes = watcher.await(SOON);
                for (var change : changes) {
                    if (store.revision() < change.revision()) {
                        failures.add(new AssertionError("shown before it was published: " + change));
                    }
                    if (change.key().equals(key)) {
                        var value = count(change.after());
                        if (value != seen + 1) {
                            failures.add(new AssertionError(key + " jumped from " + seen + " to " + value));
                        }
                        seen = value;
                    }
                }
            }
        }
    }

    @Test
    void waitingWatchersMissNothing() throws Exception {
        var keys = 8;
        var rounds = 300;
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var done = new CountDownLatch(keys);
        try (var store = EmbeddedStore.open(directory, TestValue.CODEC, StoreOptions.defaults());
                var group = new TaskGroup("test", (task, failure) -> failures.add(failure))) {
            // Each watcher waits for its own directory only, so that it sleeps and wakes all the time.
            for (var k = 0; k < keys; k++) {
                var prefix = "/registry/pods/ns" + k + "/";
                var watcher = store.watch(prefix, 0);
                group.start("watcher-" + k, () -> {
                    var seen = new ArrayList<String>();
                    try (watcher) {
                        while (seen.size() < rounds) {
                            for (var change : watcher.await(SOON)) {
                                seen.add(
                                        change.after() == null
                                                ? "-"
                                                : change.after().value().text());
                            }
                        }
                    }
                    assertThat(seen).isEqualTo(expected(rounds));
                    done.countDown();
                });
                group.start("writer-" + k, () -> {
                    for (var i = 0; i < rounds; i++) {
                        store.write(Op.put(prefix + "p", TestValue.of("" + i), Expect.any()));
                    }
                });
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).as("%s", failures).isTrue();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void everySnapshotIsWhole() throws Exception {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var written = new CountDownLatch(1);
        try (var store = EmbeddedStore.open(directory, TestValue.CODEC, StoreOptions.defaults());
                var group = new TaskGroup("test", (task, failure) -> failures.add(failure))) {
            group.start("writer", () -> {
                for (var i = 1; i <= 500; i++) {
                    var text = TestValue.of("" + i);
                    store.write(List.of(
                            Op.put("/registry/pods/left", text, Expect.any()),
                            Op.put("/registry/nodes/right", text, Expect.any())));
                }
                written.countDown();
            });
            var last = new HashMap<String, Long>();
            while (written.getCount() > 0) {
                var snapshot = store.snapshot();
                var left = snapshot.get("/registry/pods/left");
                var right = snapshot.get("/registry/nodes/right");
                assertThat(left == null ? null : left.value()).isEqualTo(right == null ? null : right.value());
                assertThat(snapshot.revision()).isGreaterThanOrEqualTo(last.getOrDefault("revision", 0L));
                last.put("revision", snapshot.revision());
            }
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> expected(int rounds) {
        var all = new ArrayList<String>();
        for (var i = 0; i < rounds; i++) {
            all.add("" + i);
        }
        return all;
    }

    private static int count(@Nullable Entry<TestValue> entry) {
        return entry == null ? 0 : Integer.parseInt(entry.value().text());
    }

    private static String counter(int number) {
        return "/registry/counters/c" + number;
    }
}
