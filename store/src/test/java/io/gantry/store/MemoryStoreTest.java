package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContractTest {
    @Override
    Store<TestValue> open(StoreOptions options) {
        return MemoryStore.open(TestValue.CODEC, options);
    }

    @Test
    void runsCallbacksOnTheWritersThreadBeforeTheWriteReturns() {
        var events = new ArrayList<String>();
        try (var own = MemoryStore.open(TestValue.CODEC, StoreOptions.defaults());
                var watcher = own.watch("/registry/pods/", 0)) {
            assertThat(watcher.poll()).isEmpty();
            watcher.onReady(() -> {
                events.add("ready on " + Thread.currentThread().threadId());
                // A callback may write; the next round of notifications is for what it wrote.
                if (watcher.poll().size() == 1 && own.revision() < 3) {
                    own.write(Op.put("/registry/pods/b", TestValue.of("b"), Expect.any()));
                    assertThat(watcher.poll()).hasSize(1);
                    assertThat(watcher.poll()).isEmpty();
                }
            });
            own.write(List.of(Op.put("/registry/pods/a", TestValue.of("a"), Expect.any())));
            events.add("written");
        }
        assertThat(events.getFirst())
                .isEqualTo("ready on " + Thread.currentThread().threadId());
        assertThat(events).contains("written");
    }

    @Test
    void aChangeThatComesWhileTheWatcherReadsIsNotMissed() {
        var writer = new AtomicReference<Runnable>(() -> {});
        // The codec is asked for topics in the middle of a poll: there another write happens.
        var codec = new ForwardingCodec() {
            @Override
            public @Nullable String topic(TestValue value) {
                writer.getAndSet(() -> {}).run();
                return super.topic(value);
            }
        };
        try (var own = MemoryStore.open(codec, StoreOptions.defaults())) {
            own.write(Op.put("/registry/pods/a", TestValue.of("node=n2"), Expect.any()));
            try (var watcher = own.watch("/registry/pods/", "n1", 0)) {
                writer.set(() -> own.write(Op.put("/registry/pods/b", TestValue.of("node=n1"), Expect.any())));
                assertThat(watcher.poll()).extracting(Change::revision).containsExactly(2L);
            }
        }
    }

    @Test
    void aChangeIsNotShownBeforeItsTransactionIsPublished() {
        var inCommit = new AtomicReference<Runnable>(() -> {});
        var seen = new ArrayList<Object>();
        // The log of the second key is looked up when the first change is already in its log.
        var options = StoreOptions.defaults().withLogOf(key -> {
            if (key.startsWith("/registry/nodes/")) {
                inCommit.getAndSet(() -> {}).run();
            }
            return StoreOptions.secondSegment(key);
        });
        try (var own = MemoryStore.open(TestValue.CODEC, options);
                var watcher = own.watch("/registry/pods/", 0)) {
            inCommit.set(() -> {
                seen.addAll(watcher.poll());
                seen.add("revision " + own.revision() + ", progress " + watcher.progressRevision());
            });
            own.write(List.of(
                    Op.put("/registry/pods/a", TestValue.of("a"), Expect.any()),
                    Op.put("/registry/nodes/b", TestValue.of("b"), Expect.any())));
            assertThat(seen).containsExactly("revision 0, progress 0");
            assertThat(watcher.poll()).hasSize(1);
        }
    }

    private static class ForwardingCodec implements ValueCodec<TestValue> {
        @Override
        public byte[] encode(String key, TestValue value) {
            return TestValue.CODEC.encode(key, value);
        }

        @Override
        public TestValue decode(String key, byte[] bytes, long modRevision) {
            return TestValue.CODEC.decode(key, bytes, modRevision);
        }

        @Override
        public TestValue stamp(TestValue value, long modRevision) {
            return TestValue.CODEC.stamp(value, modRevision);
        }

        @Override
        public @Nullable String topic(TestValue value) {
            return TestValue.CODEC.topic(value);
        }
    }
}
