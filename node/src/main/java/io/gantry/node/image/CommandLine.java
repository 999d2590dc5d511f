package io.gantry.node.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one of the machine's programs to its end. */
final class CommandLine {
    private static final int MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

    private CommandLine() {}

    /**
     * Returns what the program writes, both streams together.
     *
     * @throws IOException when it cannot be started or fails; the message holds what it wrote
     */
    static String run(@Nullable Path directory, List<String> command) throws IOException, InterruptedException {
        return run(directory, command, InputStream.nullInputStream());
    }

    /** The same with something for its standard input. */
    static String run(@Nullable Path directory, List<String> command, InputStream input)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            var feeder =
                    Thread.ofVirtual().name("input of " + command.getFirst()).start(() -> feed(input, process));
            var output =
                    new String(process.getInputStream().readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8).strip();
            var code = process.waitFor();
            feeder.join();
            if (code != 0) {
                throw new IOException(String.join(" ", command) + " failed with code " + code + ": " + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(InputStream input, Process process) {
        try (var stdin = process.getOutputStream()) {
            input.transferTo(stdin);
        } catch (IOException e) {
            // The program ended, or the input is broken, before all was read: what the program makes of that is its
            // answer.
            System.getLogger(CommandLine.class.getName()).log(System.Logger.Level.DEBUG, "a program left its input", e);
        }
    }
}
