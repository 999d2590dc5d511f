package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process ({@code SIGKILL}) at random moments, again and again over the same store: while it opens what
 * the last one left, and in the middle of its writes. What it proves of a store whose process dies: every acknowledged
 * transaction is there at the revision that was acknowledged; a transaction is there wholly or not at all; of each writer
 * at most the one on its way at each kill is there unacknowledged; none is there twice. What a power failure leaves of the log is
 * {@link TornLogTest}'s subject, a failing disk {@link DiskFailureTest}'s.
 *
 * <p>By itself it kills for a minute, at least 25 times. {@code gantry.crash.kills} sets how often instead. Thousands:
 * {@code mvn -pl store -am test -Dtest=CrashTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dsurefire.args=-Dgantry.crash.kills=2000}, about half a second each.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class CrashTest {
    private static final System.Logger LOG = System.getLogger(CrashTest.class.getName());

    private static final int LEAST = 25;
    private static final Duration BUDGET = Duration.ofSeconds(60);
    /** 0 for as many as the budget allows. */
    private static final int KILLS = Integer.getInteger("gantry.crash.kills", 0);

    @TempDir
    Path directory;

    private final Time time = Time.system();
    private final Random random = new Random(7);
    private final long[] acknowledged = new long[CrashWriter.WRITERS];
    private final long[] revisions = new long[CrashWriter.WRITERS];
    /** Kills since the writer's last acknowledgement or the last look: each may have cut one acknowledgement off. */
    private final int[] unsaid = new int[CrashWriter.WRITERS];

    private long acknowledgedRevision;
    private long acknowledgements;
    private int whileOpening;
    private int checks;
    private int betweenDurableAndSaid;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalfDone() throws Exception {
        var begin = time.nanoTime();
        var kills = 0;
        while (KILLS > 0 ? kills < KILLS : kills < LEAST || time.nanoTime() - begin < BUDGET.toNanos()) {
            runAndKill(kills++);
            // Some crashes are recovered from by the next process to be killed, and only then looked at.
            if (random.nextInt(4) != 0) {
                check(kills);
            }
            if (kills % 250 == 0) {
                report(kills);
            }
        }
        check(kills);
        report(kills);
        // Otherwise the processes died before they had done anything, or between two writes.
        assertThat(acknowledgements).isGreaterThan(20L * kills);
        assertThat(whileOpening).isPositive();
        assertThat(betweenDurableAndSaid).isGreaterThan(checks / 10);
    }

    private void report(int kills) {
        LOG.log(
                System.Logger.Level.INFO,
                "%d kills, %d of them while opening; %d acknowledged transactions; %d of %d looks found one that was durable and not yet acknowledged"
                        .formatted(kills, whileOpening, acknowledgements, betweenDurableAndSaid, checks));
    }

    private void runAndKill(int seed) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        directory.toString(),
                        Integer.toString(seed)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = new DataInputStream(process.getInputStream())) {
            // Now and then while it still opens the store; otherwise somewhere within the next acknowledgements.
            assertThat(in.readByte()).isEqualTo(CrashWriter.OPENING);
            if (random.nextInt(8) == 0) {
                whileOpening++;
            } else {
                for (var before = 1 + random.nextInt(random.nextInt(8) == 0 ? 500 : 50); before > 0; before--) {
                    read(in);
                }
            }
            // Not by Process.destroyForcibly(), which closes the pipe and what is still in it.
            process.toHandle().destroyForcibly();
            readRest(in);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).as("killed, not failed").isEqualTo(137);
        for (var writer = 0; writer < CrashWriter.WRITERS; writer++) {
            unsaid[writer]++;
        }
    }

    /** What was acknowledged before the kill took effect. */
    private void readRest(DataInputStream in) throws IOException {
        try {
            while (true) {
                read(in);
            }
        } catch (EOFException end) {
            // A record cut short by the kill counts as unsaid.
        }
    }

    private void read(DataInputStream in) throws IOException {
        var record = new byte[CrashWriter.RECORD];
        in.readFully(record);
        var fields = java.nio.ByteBuffer.wrap(record);
        var writer = fields.getInt();
        acknowledged[writer] = fields.getLong();
        unsaid[writer] = 0;
        revisions[writer] = fields.getLong();
        acknowledgedRevision = Math.max(acknowledgedRevision, revisions[writer]);
        acknowledgements++;
    }

    private void check(int kill) {
        try (var store = EmbeddedStore.open(directory, TestValue.CODEC, StoreOptions.defaults())) {
            var snapshot = store.snapshot();
            assertThat(snapshot.revision())
                    .as("revision after kill " + kill)
                    .isGreaterThanOrEqualTo(acknowledgedRevision);
            var total = 0L;
            var ahead = false;
            checks++;
            for (var writer = 0; writer < CrashWriter.WRITERS; writer++) {
                var left = CrashWriter.number(snapshot, CrashWriter.left(writer));
                var right = CrashWriter.number(snapshot, CrashWriter.right(writer));
                var sometimes = CrashWriter.number(snapshot, CrashWriter.sometimes(writer));
                assertThat(left)
                        .as("writer " + writer + " after kill " + kill)
                        .isBetween(acknowledged[writer], acknowledged[writer] + unsaid[writer]);
                assertThat(right).isEqualTo(left);
                assertThat(sometimes).isEqualTo(left % 2 == 0 ? 0 : left);
                if (left > acknowledged[writer]) {
                    ahead = true;
                } else if (left > 0 && revisions[writer] > 0) {
                    assertThat(modRevision(snapshot, CrashWriter.left(writer)))
                            .as("revision of writer " + writer + " after kill " + kill)
                            .isEqualTo(revisions[writer])
                            .isEqualTo(modRevision(snapshot, CrashWriter.right(writer)));
                }
                acknowledged[writer] = left;
                unsaid[writer] = 0;
                revisions[writer] = 0; // what it has not said since cannot be compared
                total += left;
            }
            betweenDurableAndSaid += ahead ? 1 : 0;
            // Every transaction took one revision and none is there twice.
            assertThat(snapshot.revision()).isEqualTo(total);
        }
    }

    private static long modRevision(Snapshot<TestValue> snapshot, String key) {
        return Objects.requireNonNull(snapshot.get(key)).modRevision();
    }
}
