package io.gantry.network.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kernel settings of a network namespace, with a memory of what they were: the first value found before a change of ours is
 * kept in a file, so that a reset can put it back, even after restarts. For one thread at a time.
 */
public final class Sysctls {
    private static final Path ROOT = Path.of("/proc/sys");

    private final NetNamespace namespace;
    private final Path memory;

    /** @param memory the file that remembers; its directory must exist before something is set */
    public Sysctls(NetNamespace namespace, Path memory) {
        this.namespace = namespace;
        this.memory = memory;
    }

    private record Change(String before, String ours) {}

    /** Sets {@code net/ipv4/ip_forward} and the like, and remembers what was there if that was something else. */
    public void set(String name, String value) {
        var before = read(name);
        if (before.equals(value)) {
            return;
        }
        var changes = changes();
        var known = changes.get(name);
        changes.put(name, new Change(known == null ? before : known.before(), value));
        store(changes);
        write(name, value);
    }

    /** Sets what vanishes with its device: nothing to remember. */
    public void setForDevice(String name, String value) {
        if (!read(name).equals(value)) {
            write(name, value);
        }
    }

    /** Puts back whatever still has the value that we gave it, and forgets. */
    public void restore() {
        changes().forEach((name, change) -> {
            try {
                if (read(name).equals(change.ours())) {
                    write(name, change.before());
                }
            } catch (UncheckedIOException e) {
                System.getLogger(Sysctls.class.getName())
                        .log(System.Logger.Level.INFO, "{0} is not there any more to be restored", name);
            }
        });
        forget();
    }

    /** Leaves the settings as they are and forgets what was before. */
    public void forget() {
        try {
            Files.deleteIfExists(memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        // The namespace of the thread that opens the file decides whose setting it is.
        return namespace.call(() -> {
            // In one piece: Files.readString begins with a single byte, and the kernel gives numbers only from their
            // beginning.
            try (var reader = Files.newBufferedReader(ROOT.resolve(name))) {
                return String.valueOf(reader.readLine()).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void write(String name, String value) {
        namespace.call(() -> {
            try {
                return Files.writeString(ROOT.resolve(name), value + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot set " + name + " to " + value, e);
            }
        });
    }

    private Map<String, Change> changes() {
        var changes = new LinkedHashMap<String, Change>();
        try {
            if (Files.exists(memory)) {
                for (var line : Files.readAllLines(memory)) {
                    var parts = line.split("\t", -1);
                    if (parts.length == 3) {
                        changes.put(parts[0], new Change(parts[1], parts[2]));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return changes;
    }

    private void store(Map<String, Change> changes) {
        var text = new StringBuilder();
        changes.forEach((name, change) -> text.append(name)
                .append('\t')
                .append(change.before())
                .append('\t')
                .append(change.ours())
                .append('\n'));
        try {
            var fresh = memory.resolveSibling(memory.getFileName() + ".new");
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remember kernel settings in " + memory, e);
        }
    }
}
