package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages the write-ahead log at random places and opens the store again. The property {@code gantry.crash.cuts} sets
 * how often (default 150 each; {@code mvn -pl store test -Dtest=TornLogTest -Dsurefire.args=-Dgantry.crash.cuts=5000}).
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class TornLogTest {
    private static final int CUTS = Integer.getInteger("gantry.crash.cuts", 150);
    private static final int TRANSACTIONS = 60;

    @TempDir
    Path directory;

    private final Random random = new Random(42);

    /** A crash leaves a beginning of the log: the store must open with exactly the transactions wholly in it. */
    @Test
    void aLogCutAnywhereYieldsAPrefixOfTheTransactions() throws IOException {
        var original = original();
        var log = TestFiles.newestLog(original.database());
        var size = usedBytes(log);
        var cuts = new ArrayList<Long>(List.of(0L, 1L, size - 1, size));
        while (cuts.size() < CUTS) {
            cuts.add(random.nextLong(size + 1));
        }
        cuts.sort(Long::compare);
        var last = 0L;
        for (var cut : cuts) {
            var copy = copy(original.database(), log.getFileName().toString(), bytes -> {
                var shorter = ByteBuffer.allocate((int) (long) cut);
                return shorter.put(bytes.limit((int) (long) cut)).flip();
            });
            last = assertPrefix(copy, original, last);
        }
        assertThat(last).isEqualTo(TRANSACTIONS);
    }

    /** In a preallocated or reused file, the unwritten part is not missing but has other bytes. */
    @Test
    void aLogOverwrittenFromAnywhereToItsEndYieldsAPrefixOfTheTransactions() throws IOException {
        var original = original();
        var log = TestFiles.newestLog(original.database());
        var size = usedBytes(log);
        for (var i = 0; i < CUTS; i++) {
            var cut = random.nextInt((int) size + 1);
            var zeros = random.nextBoolean();
            var copy = copy(original.database(), log.getFileName().toString(), bytes -> {
                for (var at = cut; at < bytes.limit(); at++) {
                    bytes.put(at, zeros ? 0 : (byte) random.nextInt());
                }
                return bytes;
            });
            assertPrefix(copy, original, 0);
        }
    }

    /** Damage before the last transaction is not the mark of a crash: it must be reported, never silently cut off. */
    @Test
    void damageInTheMiddleIsReported() throws IOException {
        var original = original();
        var log = TestFiles.newestLog(original.database());
        var size = (int) usedBytes(log);
        var refused = 0;
        for (var i = 0; i < CUTS; i++) {
            var at = random.nextInt(size);
            var copy = copy(
                    original.database(),
                    log.getFileName().toString(),
                    bytes -> bytes.put(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8)))));
            try {
                var revision = assertPrefix(copy, original, 0);
                // Only the last record may be taken for one that a crash cut short.
                assertThat(revision).as("byte " + at + " of " + size).isGreaterThanOrEqualTo(TRANSACTIONS - 1);
            } catch (StoreOpenException e) {
                assertThat(e.reason().code()).isEqualTo("Corrupted");
                assertThat(e).hasMessageContaining(copy.toString()).hasMessageContaining("backup");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(CUTS / 2);
    }

    private interface Damage {
        ByteBuffer apply(ByteBuffer bytes);
    }

    private record Original(Path database, List<List<Entry<TestValue>>> states) {}

    /** A store that a crash left: copied while it was open, so that nothing has been flushed out of the log. */
    private Original original() throws IOException {
        var states = new ArrayList<List<Entry<TestValue>>>();
        var live = directory.resolve("live");
        var crashed = directory.resolve("crashed");
        try (var store = EmbeddedStore.open(live, TestValue.CODEC, StoreOptions.defaults())) {
            states.add(List.of());
            for (var i = 1; i <= TRANSACTIONS; i++) {
                // Two keys each, and some values longer than the log's blocks.
                var text = TestValue.of(("t" + i + " ").repeat(random.nextInt(10) == 0 ? 15_000 : 40));
                var ops = new ArrayList<Op<TestValue>>();
                ops.add(Op.put("/registry/pods/p" + random.nextInt(10), text, Expect.any()));
                ops.add(
                        random.nextInt(3) == 0
                                ? Op.delete("/registry/nodes/n" + random.nextInt(5), Expect.any())
                                : Op.put("/registry/nodes/n" + random.nextInt(5), text, Expect.any()));
                store.write(ops);
                states.add(store.snapshot().prefix("").stream().toList());
            }
            TestFiles.copy(live, crashed);
        }
        return new Original(crashed, states);
    }

    /** Opens the damaged store, which must be as after one of the transactions, and returns which. */
    private long assertPrefix(Path copy, Original original, long atLeast) {
        try (var store = EmbeddedStore.open(copy, TestValue.CODEC, StoreOptions.defaults())) {
            var revision = store.revision();
            assertThat(revision).isBetween(atLeast, (long) TRANSACTIONS);
            assertThat(store.snapshot().prefix("")).containsExactlyElementsOf(original.states.get((int) revision));
            // It works on.
            assertThat(store.write(Op.put("/registry/pods/new", TestValue.of("new"), Expect.absent()))
                            .revision())
                    .isEqualTo(revision + 1);
            return revision;
        }
    }

    private Path copy(Path from, String logName, Damage damage) throws IOException {
        var to = directory.resolve("copy");
        TestFiles.delete(to);
        TestFiles.copy(from, to);
        var log = to.resolve("db").resolve(logName);
        var damaged = damage.apply(ByteBuffer.wrap(Files.readAllBytes(log)));
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (damaged.hasRemaining()) {
                channel.write(damaged);
            }
        }
        return to;
    }

    /** Up to the last byte that is not zero. */
    private static long usedBytes(Path log) throws IOException {
        var bytes = Files.readAllBytes(log);
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        assertThat(end).as("bytes in " + log).isGreaterThan(100_000);
        return end;
    }
}
