package io.gantry.node.image;

import java.io.IOException;
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
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8).strip();
            var code = process.waitFor();
            if (code != 0) {
                throw new IOException(String.join(" ", command) + " failed with code " + code + ": " + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
