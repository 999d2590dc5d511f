package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A store as simple as it can be, driven beside a real one with the same random transactions. It keeps every state
 * and every change, so that snapshots and watches of the real one can be compared at all revisions.
 */
final class StoreModel {
    private static final List<String> PREFIXES =
            List.of("/registry/pods/", "/registry/pods/a/", "/registry/pods/b/", "/registry/nodes/");

    private final Random random;
    private final TreeMap<String, Entry<TestValue>> state = new TreeMap<>();
    /** By revision. */
    private final List<TreeMap<String, Entry<TestValue>>> states = new ArrayList<>(List.of(new TreeMap<>()));

    private final List<Change<TestValue>> changes = new ArrayList<>();
    private int texts;

    StoreModel(long seed) {
        random = new Random(seed);
    }

    long revision() {
        return states.size() - 1L;
    }

    /** Runs one random transaction on both and compares what comes out. */
    void step(Store<TestValue> store) {
        var keys = new ArrayList<String>();
        for (var i = 1 + random.nextInt(3) * random.nextInt(2); i > 0; i--) {
            var key = randomKey();
            if (!keys.contains(key)) {
                keys.add(key);
            }
        }
        var ops = keys.stream().map(this::randomOp).toList();
        var conflict = ops.stream()
                .filter(op -> !op.expect().holds(state.get(op.key())))
                .findFirst();
        if (conflict.isPresent()) {
            try {
                throw new AssertionError("should conflict: " + store.write(ops));
            } catch (ConflictException e) {
                assertThat(e.key()).isEqualTo(conflict.get().key());
                assertThat(e.current()).isEqualTo(state.get(e.key()));
            }
        } else {
            assertThat(store.write(ops)).isEqualTo(apply(ops));
        }
        assertThat(store.revision()).isEqualTo(revision());
    }

    /** Compares the newest state. */
    void compareNewest(Store<TestValue> store) {
        var snapshot = store.snapshot();
        assertThat(snapshot.revision()).isEqualTo(revision());
        assertThat(snapshot.prefix("")).containsExactlyElementsOf(state.values());
    }

    /** Compares every state and every watch that the store still has, from all revisions at which a watch can start. */
    void compareHistory(Store<TestValue> store, long from) {
        for (var revision = from; revision <= revision(); revision++) {
            assertThat(store.snapshotAt(revision).prefix(""))
                    .containsExactlyElementsOf(states.get((int) revision).values());
            for (var prefix : PREFIXES) {
                try (var watcher = store.watch(prefix, revision)) {
                    assertThat(watcher.poll()).isEqualTo(changesAfter(prefix, revision));
                    assertThat(watcher.poll()).isEmpty();
                    assertThat(watcher.progressRevision()).isEqualTo(revision());
                }
            }
        }
    }

    List<Change<TestValue>> changesAfter(String prefix, long revision) {
        return changes.stream()
                .filter(c -> c.revision() > revision && c.key().startsWith(prefix))
                .toList();
    }

    static String randomPrefix(Random random) {
        return PREFIXES.get(random.nextInt(PREFIXES.size()));
    }

    private WriteResult<TestValue> apply(List<Op<TestValue>> ops) {
        var revision = revision() + 1;
        var own = new ArrayList<Change<TestValue>>();
        for (var op : ops) {
            var before = state.get(op.key());
            switch (op) {
                case Op.Check<TestValue> check -> {}
                case Op.Delete<TestValue> delete -> {
                    if (before != null) {
                        own.add(new Change<>(revision, before, null));
                        state.remove(op.key());
                    }
                }
                case Op.Put<TestValue> put -> {
                    var value = new TestValue(put.value().text(), revision);
                    var created = before == null ? revision : before.createRevision();
                    var after = new Entry<>(op.key(), value, created, revision);
                    own.add(new Change<>(revision, before, after));
                    state.put(op.key(), after);
                }
            }
        }
        if (!own.isEmpty()) {
            changes.addAll(own);
            states.add(new TreeMap<>(state));
        }
        return new WriteResult<>(revision(), own);
    }

    private Op<TestValue> randomOp(String key) {
        var current = state.get(key);
        var expect = switch (random.nextInt(6)) {
            case 0 -> Expect.absent();
            case 1 -> Expect.modRevision(random.nextLong(revision() + 2));
            case 2, 3 -> current == null ? Expect.absent() : Expect.modRevision(current.modRevision());
            default -> Expect.any();
        };
        return switch (random.nextInt(8)) {
            case 0 -> Op.check(key, expect);
            case 1, 2 -> Op.delete(key, expect);
            default -> Op.put(key, TestValue.of("text-" + texts++), expect);
        };
    }

    private String randomKey() {
        return switch (random.nextInt(4)) {
            case 0 -> "/registry/nodes/n" + random.nextInt(4);
            case 1 -> "/registry/pods/b/p" + random.nextInt(4);
            // Beyond the basic plane: strings and bytes order these differently.
            case 2 -> "/registry/pods/a/" + (random.nextBoolean() ? "\ud83d\ude00" : "\uff5e") + random.nextInt(2);
            default -> "/registry/pods/a/p" + random.nextInt(6);
        };
    }
}
