package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random transactions against {@link StoreModel}: every answer, every state and every watch from every revision
 * must be equal.
 */
class StoreModelTest {
    @TempDir
    Path directory;

    @Property(tries = 100)
    void inMemory(@ForAll long seed, @ForAll @IntRange(max = 80) int steps) {
        var model = new StoreModel(seed);
        try (var store = MemoryStore.open(TestValue.CODEC, StoreOptions.defaults())) {
            for (var i = 0; i < steps; i++) {
                model.step(store);
            }
            model.compareNewest(store);
            model.compareHistory(store, 0);
        }
    }

    /** Watchers that begin, poll and end at random moments get, all in all, exactly what came after their start. */
    @Property(tries = 100)
    void watchersAtRandomMoments(@ForAll long seed, @ForAll @IntRange(max = 120) int steps) {
        record Watch(Watcher<TestValue> watcher, long start, List<Change<TestValue>> seen) {}
        var random = new Random(seed);
        var model = new StoreModel(seed);
        var watches = new ArrayList<Watch>();
        try (var store = MemoryStore.open(TestValue.CODEC, StoreOptions.defaults())) {
            for (var i = 0; i < steps; i++) {
                model.step(store);
                if (random.nextInt(5) == 0) {
                    var start = random.nextLong(store.revision() + 1);
                    watches.add(
                            new Watch(store.watch(StoreModel.randomPrefix(random), start), start, new ArrayList<>()));
                }
                for (var watch : watches) {
                    if (random.nextInt(3) == 0) {
                        watch.seen.addAll(watch.watcher.poll());
                        assertThat(watch.seen).isEqualTo(model.changesAfter(watch.watcher.prefix(), watch.start));
                        assertThat(watch.watcher.progressRevision()).isEqualTo(store.revision());
                    }
                }
            }
            for (var watch : watches) {
                watch.seen.addAll(watch.watcher.poll());
                assertThat(watch.seen).isEqualTo(model.changesAfter(watch.watcher.prefix(), watch.start));
                watch.watcher.close();
            }
        }
    }

    @Test
    void onDiskWithRestarts() {
        for (var seed = 0; seed < 12; seed++) {
            var model = new StoreModel(seed);
            var random = new Random(seed);
            var store = EmbeddedStore.open(directory.resolve("s" + seed), TestValue.CODEC, StoreOptions.defaults());
            var opened = 0L;
            for (var i = 0; i < 150; i++) {
                if (random.nextInt(40) == 0) {
                    model.compareHistory(store, opened);
                    store.close();
                    store = EmbeddedStore.open(directory.resolve("s" + seed), TestValue.CODEC, StoreOptions.defaults());
                    opened = store.revision();
                    model.compareNewest(store);
                    assertThat(store.compactedRevision()).isEqualTo(opened);
                }
                model.step(store);
            }
            model.compareHistory(store, opened);
            store.close();
        }
    }
}
