package io.gantry.program.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Shell {
    private static final Executor READERS = task -> Thread.ofVirtual().start(task);

    private Shell() {}

    /** What a program wrote and how it ended. */
    record Output(String command, int code, String out, String err) {
        /** Both streams. */
        String all() {
            return out + err;
        }

        /** The output of a program that must have succeeded. */
        String ok() {
            if (code != 0) {
                throw new AssertionError(command + " ended with " + code + ":\n" + all());
            }
            return out;
        }
    }

    /** @throws AssertionError when the program takes longer than {@code limit} */
    static Output run(Duration limit, Map<String, String> environment, String input, List<String> command)
            throws InterruptedException {
        var words = String.join(" ", command);
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            var process = builder.start();
            var out = read(process.getInputStream());
            var err = read(process.getErrorStream());
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedWithoutReading) {
                // Its exit code says what that means.
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(words + " took longer than " + limit + ":\n" + out.join() + err.join());
            }
            return new Output(words, process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(words, e);
        }
    }

    static Output run(String... command) throws InterruptedException {
        return run(Duration.ofSeconds(20), Map.of(), "", List.of(command));
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                READERS);
    }
}
