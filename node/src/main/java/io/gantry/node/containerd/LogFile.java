package io.gantry.node.containerd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log that another process appends to: kept below a size, and its end readable. */
record LogFile(Path path) {
    /** Together with the one older part that is kept: at most 32 MiB of disk. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    /** Moves the content away once it is too long. A line written at that moment may be lost. */
    void trim() throws IOException {
        if (Files.exists(path) && Files.size(path) > MAX_BYTES) {
            Files.copy(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
        }
    }

    /** The last lines, at most {@code maxBytes}; says so when it cannot be read. */
    String tail(int maxBytes) {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate(maxBytes);
            file.read(buffer, Math.max(0, file.size() - maxBytes));
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(cannot read " + path + ": " + e.getMessage() + ")";
        }
    }
}
