package io.gantry.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.DecodeException;
import io.gantry.base.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> used = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("file"), "first");
    }

    private FileWatch watch(FileWatch.Use use) {
        return FileWatch.start(file, "first".getBytes(StandardCharsets.UTF_8), use, time);
    }

    private void take(byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        used.add(text);
        if (text.equals("wrong")) {
            throw new DecodeException("wrong");
        }
        if (text.equals("later")) {
            throw new IOException("later");
        }
    }

    @Test
    void whatIsNewIsHandedOnOnce() throws Exception {
        try (FileWatch _ = watch(this::take)) {
            time.advance(Duration.ofMinutes(2));
            assertThat(used).isEmpty();
            Files.writeString(file, "second");
            time.advance(Duration.ofSeconds(59));
            assertThat(used).isEmpty();
            time.advance(Duration.ofMinutes(3));
            assertThat(used).containsExactly("second");
        }
        Files.writeString(file, "third");
        time.advance(Duration.ofMinutes(3));
        assertThat(used).containsExactly("second");
    }

    @Test
    void whatIsWrongComesOnceAndWhatMustWaitAgain() throws Exception {
        try (FileWatch _ = watch(this::take)) {
            Files.writeString(file, "wrong");
            time.advance(Duration.ofMinutes(2));
            assertThat(used).containsExactly("wrong");
            Files.writeString(file, "later");
            time.advance(Duration.ofMinutes(2));
            assertThat(used).containsExactly("wrong", "later", "later");
            Files.delete(file);
            time.advance(Duration.ofMinutes(2));
            Files.writeString(file, "second");
            time.advance(Duration.ofMinutes(1));
            assertThat(used).containsExactly("wrong", "later", "later", "second");
        }
    }
}
