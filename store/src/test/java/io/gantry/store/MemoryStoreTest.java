package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
}
