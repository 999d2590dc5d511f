package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntryTreeTest {
    @Property(tries = 60)
    void isASortedMapWhateverIsDone(
            @ForAll long seed,
            @ForAll @IntRange(max = 3000) int steps,
            @ForAll @IntRange(min = 1, max = 4) int spread) {
        var random = new Random(seed);
        var keys = (int) Math.pow(10, spread);
        var model = new TreeMap<String, Entry<Integer>>();
        var tree = EntryTree.<Integer>empty();
        // Phases that mostly insert and phases that mostly remove, so that nodes are split and joined.
        for (var step = 0; step < steps; step++) {
            var growing = step / 500 % 2 == 0;
            var key = key(random.nextInt(keys));
            if (random.nextInt(10) < (growing ? 8 : 2)) {
                var entry = new Entry<>(key, step, step + 1, step + 1);
                tree = tree.put(entry);
                model.put(key, entry);
            } else {
                tree = tree.remove(key);
                model.remove(key);
            }
            if (step % 25 == 0) {
                tree.verify();
            }
        }
        tree.verify();
        assertThat(tree.size()).isEqualTo(model.size());
        assertThat(tree.range("", null)).containsExactlyElementsOf(model.values());
        for (var i = 0; i < 20; i++) {
            var from = key(random.nextInt(keys + 1));
            var to = key(random.nextInt(keys + 1));
            var expected =
                    from.compareTo(to) < 0 ? List.copyOf(model.subMap(from, to).values()) : List.<Entry<Integer>>of();
            var range = tree.range(from, to);
            assertThat(range).containsExactlyElementsOf(expected);
            assertThat(range.size()).isEqualTo(expected.size());
            assertThat(range.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(range.stream()).containsExactlyElementsOf(expected);
            assertThat(tree.get(from)).isEqualTo(model.get(from));
            assertThat(tree.rank(from)).isEqualTo(model.headMap(from).size());
        }
    }

    @Property(tries = 30)
    void olderTreesStayAsTheyWere(@ForAll long seed) {
        var random = new Random(seed);
        var trees = new ArrayList<EntryTree<Integer>>();
        var models = new ArrayList<List<Entry<Integer>>>();
        var model = new TreeMap<String, Entry<Integer>>();
        var tree = EntryTree.<Integer>empty();
        for (var step = 0; step < 600; step++) {
            var key = key(random.nextInt(300));
            if (random.nextInt(3) > 0) {
                var entry = new Entry<>(key, step, step + 1, step + 1);
                tree = tree.put(entry);
                model.put(key, entry);
            } else {
                tree = tree.remove(key);
                model.remove(key);
            }
            if (step % 20 == 0) {
                trees.add(tree);
                models.add(List.copyOf(model.values()));
            }
        }
        for (var i = 0; i < trees.size(); i++) {
            assertThat(trees.get(i).range("", null)).containsExactlyElementsOf(models.get(i));
        }
    }

    @Property(tries = 200)
    void builtAtOnceIsTheSame(@ForAll @IntRange(max = 2500) int size) {
        var entries = new ArrayList<Entry<Integer>>();
        for (var i = 0; i < size; i++) {
            entries.add(new Entry<>(key(i), i, i + 1, i + 1));
        }
        var tree = EntryTree.ofSorted(entries);
        tree.verify();
        assertThat(tree.size()).isEqualTo(size);
        assertThat(tree.range("", null)).containsExactlyElementsOf(entries);
        if (size > 0) {
            var less = tree.remove(key(size / 2));
            less.verify();
            assertThat(less.size()).isEqualTo(size - 1);
        }
    }

    @Test
    void removingWhatIsNotThereCostsNothing() {
        var tree = EntryTree.<Integer>empty().put(new Entry<>("b", 1, 1, 1));
        assertThat(tree.remove("a")).isSameAs(tree);
        assertThat(tree.remove("b").size()).isZero();
    }

    private static String key(int number) {
        return String.format("/k/%05d", number);
    }
}
