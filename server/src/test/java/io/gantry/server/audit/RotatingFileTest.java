package io.gantry.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.VirtualTime;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    private Path directory;

    private RotatingFile open(int maxBackups, Duration maxAge) throws Exception {
        return open(maxBackups, maxAge, false, Runnable::run);
    }

    private RotatingFile open(int maxBackups, Duration maxAge, boolean compress, Executor background) throws Exception {
        return new RotatingFile(
                directory.resolve("deep/audit.log"), 10, maxBackups, maxAge, compress, time::now, background);
    }

    private static void write(RotatingFile file, String text) throws Exception {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(directory.resolve("deep"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatWouldBeTooLargeIsPutAside() throws Exception {
        try (RotatingFile file = open(0, Duration.ZERO)) {
            write(file, "12345678\n");
            write(file, "next\n");
            time.advance(Duration.ofMillis(1500));
            write(file, "larger than a whole file\n");
        }

        assertThat(names())
                .containsExactly("audit-2026-03-01T12-00-00.000.log", "audit-2026-03-01T12-00-01.500.log", "audit.log");
        assertThat(directory.resolve("deep/audit-2026-03-01T12-00-00.000.log")).hasContent("12345678\n");
        assertThat(directory.resolve("deep/audit.log")).hasContent("larger than a whole file\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("deep/audit.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void itGoesOnWhereItWas() throws Exception {
        for (String text : List.of("1\n", "2\n")) {
            try (RotatingFile file = open(0, Duration.ZERO)) {
                write(file, text);
            }
        }

        assertThat(directory.resolve("deep/audit.log")).hasContent("1\n2\n");
    }

    @Test
    void onlySoManyAreKeptAndOnlySoLong() throws Exception {
        Files.createDirectories(directory.resolve("deep"));
        Files.writeString(directory.resolve("deep/audit-mine.log"), "");
        try (RotatingFile file = open(2, Duration.ofDays(2))) {
            for (int i = 0; i < 5; i++) {
                write(file, "123456789\n");
                time.advance(Duration.ofSeconds(1));
            }
            assertThat(names())
                    .containsExactly(
                            "audit-2026-03-01T12-00-03.000.log",
                            "audit-2026-03-01T12-00-04.000.log",
                            "audit-mine.log",
                            "audit.log");
            time.advance(Duration.ofDays(3));
            write(file, "123456789\n");
        }

        assertThat(names()).containsExactly("audit-2026-03-04T12-00-05.000.log", "audit-mine.log", "audit.log");
    }

    @Test
    void whatIsPutAsideIsCompressedBesides() throws Exception {
        List<Runnable> later = new ArrayList<>();
        try (RotatingFile file = open(2, Duration.ZERO, true, later::add)) {
            for (int i = 0; i < 4; i++) {
                write(file, "12345678" + i + "\n");
                time.advance(Duration.ofSeconds(1));
            }
            assertThat(names()).hasSize(4);
            assertThat(later).hasSize(1);
            later.getFirst().run();
        }

        assertThat(names())
                .containsExactly(
                        "audit-2026-03-01T12-00-02.000.log.gz", "audit-2026-03-01T12-00-03.000.log.gz", "audit.log");
        try (InputStream zipped = new GZIPInputStream(
                Files.newInputStream(directory.resolve("deep/audit-2026-03-01T12-00-03.000.log.gz")))) {
            assertThat(new String(zipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("123456782\n");
        }
    }
}
