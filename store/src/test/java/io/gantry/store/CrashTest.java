package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process at random moments, again and again over the same store: nothing that was acknowledged may be
 * lost, nothing half done may be seen. {@code gantry.crash.kills} sets how often (default 25). Thousands:
 * {@code mvn -pl store test -Dtest=CrashTest -Dsurefire.args=-Dgantry.crash.kills=2000}, about half a second each.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class CrashTest {
    private static final int KILLS = Integer.getInteger("gantry.crash.kills", 25);

    @TempDir
    Path directory;

    private final Random random = new Random(7);
    private final long[] acknowledged = new long[CrashWriter.WRITERS];
    private long acknowledgedRevision;
    private long acknowledgements;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalfDone() throws Exception {
        for (var kill = 0; kill < KILLS; kill++) {
            runAndKill(kill);
            check(kill);
        }
        // Otherwise the processes died before they had done anything.
        assertThat(acknowledgements).isGreaterThan(20L * KILLS);
        System.getLogger(CrashTest.class.getName())
                .log(System.Logger.Level.INFO, KILLS + " kills, " + acknowledgements + " acknowledged transactions");
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
            var before = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(300);
            for (var i = 0; i < before; i++) {
                read(in);
            }
            // Not by Process.destroyForcibly(), which closes the pipe and what is still in it.
            process.toHandle().destroyForcibly();
            readRest(in);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).as("killed, not failed").isEqualTo(137);
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
        acknowledged[fields.getInt()] = fields.getLong();
        acknowledgedRevision = Math.max(acknowledgedRevision, fields.getLong());
        acknowledgements++;
    }

    private void check(int kill) {
        try (var store = EmbeddedStore.open(directory, TestValue.CODEC, StoreOptions.defaults())) {
            var snapshot = store.snapshot();
            assertThat(snapshot.revision())
                    .as("revision after kill " + kill)
                    .isGreaterThanOrEqualTo(acknowledgedRevision);
            var total = 0L;
            for (var writer = 0; writer < CrashWriter.WRITERS; writer++) {
                var left = CrashWriter.number(snapshot, CrashWriter.left(writer));
                var right = CrashWriter.number(snapshot, CrashWriter.right(writer));
                var sometimes = CrashWriter.number(snapshot, CrashWriter.sometimes(writer));
                // The one after the last acknowledged may have been on its way.
                assertThat(left)
                        .as("writer " + writer + " after kill " + kill)
                        .isBetween(acknowledged[writer], acknowledged[writer] + 1);
                assertThat(right).isEqualTo(left);
                assertThat(sometimes).isEqualTo(left % 2 == 0 ? 0 : left);
                acknowledged[writer] = left;
                total += left;
            }
            // Every transaction took one revision and none is there twice.
            assertThat(snapshot.revision()).isEqualTo(total);
        }
    }
}
