package io.gantry.program.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the test, which sees what it has written so far. Closing kills it. */
final class Background implements AutoCloseable {
    private final Process process;
    /** Bytes, since a read may end in the middle of a character; its methods are synchronized. */
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    Background(Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        }
        Thread.ofVirtual().start(() -> copy(process.getInputStream()));
    }

    private void copy(InputStream stream) {
        var bytes = new byte[8192];
        try (stream) {
            for (int n = stream.read(bytes); n >= 0; n = stream.read(bytes)) {
                output.write(bytes, 0, n);
            }
        } catch (IOException closed) {
            output.writeBytes(("\n[" + closed + "]\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What it wrote so far, both streams. */
    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** For what is typed. */
    OutputStream input() {
        return process.getOutputStream();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
