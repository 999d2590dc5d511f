package io.gantry.network.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the system's small programs (ip, conntrack) in a network namespace and waits for them. Thread safe; a call takes a
 * few milliseconds and blocks its caller only.
 */
public final class Commands {
    private static final long LIMIT_SECONDS = 20;

    private final NetNamespace namespace;

    public Commands(NetNamespace namespace) {
        this.namespace = namespace;
    }

    /** What a program said: its exit code and both outputs together. */
    public record Result(int code, String output) {
        public boolean succeeded() {
            return code == 0;
        }
    }

    /** Runs a program and returns its output. Throws {@link IllegalStateException} with the output when it fails. */
    public String run(String... command) {
        var result = attempt("", command);
        if (!result.succeeded()) {
            throw new IllegalStateException(
                    String.join(" ", command) + " failed: " + result.output().strip());
        }
        return result.output();
    }

    /** Runs a program with {@code input} as its standard input. Throws only when it cannot be started or hangs. */
    public Result attempt(String input, String... command) {
        // A process belongs to the namespace of the thread that starts it.
        Process process = namespace.call(() -> {
            try {
                return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException(
                        command[0] + " cannot be started: " + e.getMessage()
                                + ". Install the packages iproute2 and conntrack",
                        e);
            }
        });
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its exit code says how.
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(String.join(" ", command) + " did not end");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.join(" ", command) + " was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
