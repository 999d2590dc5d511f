package io.gantry.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out from {@code /proc} which process listens on a TCP port. What may not be read counts as unknown. */
final class PortOwner {
    /** The kernel's TCP_LISTEN, in the fourth column of /proc/net/tcp. */
    private static final String LISTEN = "0A";

    private PortOwner() {}

    /** For people: {@code nginx (process 812)}. */
    static Optional<String> find(Path proc, int port) {
        var sockets = new HashSet<String>();
        for (var table : new String[] {"net/tcp", "net/tcp6"}) {
            try {
                for (var line : Files.readAllLines(proc.resolve(table))) {
                    var columns = line.strip().split("\\s+");
                    if (columns.length > 9
                            && columns[3].equals(LISTEN)
                            && columns[1].endsWith(":%04X".formatted(port))) {
                        sockets.add("socket:[" + columns[9] + "]");
                    }
                }
            } catch (IOException notLinux) {
                // Without the table nothing can be found out.
            }
        }
        return sockets.isEmpty() ? Optional.empty() : process(proc, sockets);
    }

    private static Optional<String> process(Path proc, Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var process : processes) {
                if (hasOneOf(process.resolve("fd"), sockets)) {
                    var name = Files.readString(process.resolve("comm")).strip();
                    return Optional.of(name + " (process " + process.getFileName() + ")");
                }
            }
        } catch (IOException notReadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean hasOneOf(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (var link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException notOurs) {
            return false;
        }
        return false;
    }
}
