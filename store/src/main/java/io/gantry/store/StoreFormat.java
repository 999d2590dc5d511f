package io.gantry.store;

import io.gantry.base.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file that says that a directory holds a store, and of which format. It is written once the database exists,
 * so that a directory that lost its database is noticed instead of starting empty.
 */
final class StoreFormat {
    /** Grows when older programs could no longer read what this one writes. */
    static final int CURRENT = 1;

    private static final String FILE = "format";
    private static final String HEAD = "gantry store format ";

    private StoreFormat() {}

    /** Whether the directory holds a store; refuses one that this program cannot read. */
    static boolean check(Path directory) throws IOException {
        var file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        var text = Files.readString(file).strip();
        int format;
        try {
            if (!text.startsWith(HEAD)) {
                throw new NumberFormatException(text);
            }
            format = Integer.parseInt(text.substring(HEAD.length()));
        } catch (NumberFormatException e) {
            throw new StoreOpenException(
                    directory,
                    new Reason(
                            "Corrupted",
                            "The file " + file + " does not say which format the store has: restore " + directory
                                    + " from a backup, or choose another data directory."),
                    e);
        }
        if (format > CURRENT) {
            throw new StoreOpenException(
                    directory,
                    new Reason(
                            "NewerFormat",
                            "The store in " + directory + " was written by a newer Gantry (format " + format
                                    + ", this one knows " + CURRENT + "): start that version, or a newer one."),
                    null);
        }
        return true;
    }

    static void mark(Path directory) throws IOException {
        var partial = directory.resolve(FILE + ".partial");
        Files.writeString(partial, HEAD + CURRENT + "\n");
        sync(partial, StandardOpenOption.WRITE);
        Files.move(
                partial, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The directory's entries, and its own entry in its parent, must survive a power failure as well.
        sync(directory, StandardOpenOption.READ);
        var parent = directory.getParent();
        if (parent != null) {
            sync(parent, StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (var channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
