package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.base.Time;
import io.gantry.client.node.LogRequest;
import io.gantry.client.node.PodRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContainerLogsTest {
    private static final String LOG = """
            2026-01-01T00:00:01.000000001Z stdout F one
            2026-01-01T00:00:02Z stderr F two
            2026-01-01T00:00:03Z stdout P thr
            2026-01-01T00:00:03Z stdout F ee
            2026-01-01T00:00:04Z stdout F four
            """;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = directory.resolve("0.log");
        Files.writeString(file, LOG);
    }

    private static LogRequest request(
            boolean follow,
            boolean timestamps,
            @Nullable Instant since,
            @Nullable Long tail,
            @Nullable Long limit,
            String stream) {
        return new LogRequest(
                new PodRef("shop", "web", ""), "a", follow, false, timestamps, since, tail, limit, stream);
    }

    private String read(LogRequest request) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ContainerLogs(request, out, Time.system()).copy(file, () -> true);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void joinsPartialLines() throws Exception {
        assertThat(read(request(false, false, null, null, null, "All"))).isEqualTo("one\ntwo\nthree\nfour\n");
    }

    @Test
    void timestampsStandBeforeEachLine() throws Exception {
        assertThat(read(request(false, true, null, 1L, null, "All"))).isEqualTo("2026-01-01T00:00:04Z four\n");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, four", "2, ee|four", "3, three|four", "4, two|three|four", "9, one|two|three|four"})
    void tailCountsTheLinesOfTheFileAsTheKubeletDoes(long lines, String expected) throws Exception {
        String text = expected.isEmpty() ? "" : expected.replace('|', '\n') + "\n";
        assertThat(read(request(false, false, null, lines, null, "All"))).isEqualTo(text);
    }

    @Test
    void sinceIsInclusive() throws Exception {
        assertThat(read(request(false, false, Instant.parse("2026-01-01T00:00:03Z"), null, null, "All")))
                .isEqualTo("three\nfour\n");
    }

    @Test
    void limitCutsInTheMiddle() throws Exception {
        assertThat(read(request(false, false, null, null, 6L, "All"))).isEqualTo("one\ntw");
    }

    @Test
    void oneStreamOnly() throws Exception {
        assertThat(read(request(false, false, null, null, null, "Stderr"))).isEqualTo("two\n");
        assertThat(read(request(false, false, null, null, null, "Stdout"))).isEqualTo("one\nthree\nfour\n");
    }

    @Test
    void followsOverARotation() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            try {
                new ContainerLogs(request(true, false, null, 1L, null, "All"), out, Time.system())
                        .copy(file, over::get);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> out.toString(StandardCharsets.UTF_8).equals("four\n"));
        Files.writeString(file, "2026-01-01T00:00:05Z stdout F five\n", StandardOpenOption.APPEND);
        await().until(() -> out.toString(StandardCharsets.UTF_8).endsWith("five\n"));
        Path rotated = directory.resolve("0.log.20260101-000006");
        Files.move(file, rotated);
        Files.writeString(rotated, "2026-01-01T00:00:06Z stdout F six\n", StandardOpenOption.APPEND);
        Files.writeString(file, "2026-01-01T00:00:07Z stdout F seven\n");
        over.set(true);
        reader.get(10, TimeUnit.SECONDS);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("four\nfive\nsix\nseven\n");
    }

    @Test
    void theEndIsBoundedInLinesAndBytes() {
        assertThat(ContainerLogs.end(file, 3, 100)).isEqualTo("three\nfour\n");
        assertThat(ContainerLogs.end(file, 80, 5)).isEqualTo("four\n");
        assertThat(ContainerLogs.end(directory.resolve("absent"), 80, 5)).isEmpty();
    }
}
