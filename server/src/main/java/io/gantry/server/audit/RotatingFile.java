package io.gantry.server.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that is put aside under a name with the time when it gets too large: {@code audit-2026-03-01T12-00-00.000.log}, as
 * Kubernetes' API server does. Nobody but its owner may read it. For one thread at a time; what was put aside is compressed
 * and removed by another one.
 */
final class RotatingFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RotatingFile.class.getName());
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String COMPRESSED = ".gz";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS", Locale.ROOT);

    private final Path path;
    private final long maxBytes;
    private final int maxBackups;
    private final Duration maxAge;
    private final boolean compress;
    private final Supplier<Instant> clock;
    private final Executor background;
    /** How often something was put aside since the background is at work; 0 when it is not. */
    private final AtomicInteger untidy = new AtomicInteger();

    private @Nullable OutputStream out;
    private long size;

    /**
     * @param maxBackups files put aside that are kept; 0 for all
     * @param maxAge how long they are kept; zero for ever
     * @param compress whether they are compressed with gzip
     * @param background runs what takes long
     */
    RotatingFile(
            Path path,
            long maxBytes,
            int maxBackups,
            Duration maxAge,
            boolean compress,
            Supplier<Instant> clock,
            Executor background)
            throws IOException {
        this.path = path.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.maxBackups = maxBackups;
        this.maxAge = maxAge;
        this.compress = compress;
        this.clock = clock;
        this.background = background;
        Files.createDirectories(directory());
        open();
    }

    private Path directory() {
        return Objects.requireNonNull(path.getParent(), "an absolute path of a file has a directory");
    }

    private OutputStream open() throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path, PRIVATE);
        }
        OutputStream opened = Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        out = opened;
        size = Files.size(path);
        return opened;
    }

    /** Appends, to a new file if this one would get too large. After a failure the file is opened anew. */
    void write(byte[] bytes) throws IOException {
        try {
            if (size > 0 && size + bytes.length > maxBytes) {
                rotate();
            }
            OutputStream current = out == null ? open() : out;
            current.write(bytes);
            size += bytes.length;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void rotate() throws IOException {
        close();
        Files.move(path, directory().resolve(aside(clock.get())), StandardCopyOption.ATOMIC_MOVE);
        open();
        if (untidy.getAndIncrement() == 0) {
            background.execute(this::tidy);
        }
    }

    /** Once more if something was put aside meanwhile, never twice at the same time. */
    private void tidy() {
        int seen;
        do {
            seen = untidy.get();
            try {
                prune();
                if (compress) {
                    compress();
                }
            } catch (IOException e) {
                // The log itself goes on.
                LOG.log(Level.WARNING, "Old audit logs beside " + path + " could not be compressed or removed: " + e);
            }
        } while (untidy.addAndGet(-seen) > 0);
    }

    private void compress() throws IOException {
        for (Backup backup : backups()) {
            String name = backup.file.getFileName().toString();
            if (name.endsWith(COMPRESSED)) {
                continue;
            }
            Path part = backup.file.resolveSibling(name + COMPRESSED + ".part");
            Files.deleteIfExists(part); // of a process that ended in the middle
            Files.createFile(part, PRIVATE);
            try (OutputStream file = Files.newOutputStream(part);
                    OutputStream zipped = new GZIPOutputStream(file)) {
                Files.copy(backup.file, zipped);
            }
            Files.move(part, backup.file.resolveSibling(name + COMPRESSED), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(backup.file);
        }
    }

    private String aside(Instant now) {
        return stem() + "-" + TIME.format(now.atOffset(ZoneOffset.UTC)) + extension();
    }

    private String stem() {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private String extension() {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private record Backup(Path file, Instant at) {}

    private void prune() throws IOException {
        List<Backup> backups = backups();
        backups.sort(Comparator.comparing(Backup::at).reversed());
        Instant oldest = maxAge.isZero() ? Instant.MIN : clock.get().minus(maxAge);
        for (int i = 0; i < backups.size(); i++) {
            if ((maxBackups > 0 && i >= maxBackups) || backups.get(i).at.isBefore(oldest)) {
                Files.deleteIfExists(backups.get(i).file);
            }
        }
    }

    private List<Backup> backups() throws IOException {
        List<Backup> backups = new ArrayList<>();
        String before = stem() + "-";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory())) {
            for (Path file : files) {
                String whole = file.getFileName().toString();
                String name =
                        whole.endsWith(COMPRESSED) ? whole.substring(0, whole.length() - COMPRESSED.length()) : whole;
                if (name.startsWith(before)
                        && name.endsWith(extension())
                        && name.length() > before.length() + extension().length()) {
                    String time = name.substring(
                            before.length(), name.length() - extension().length());
                    try {
                        backups.add(
                                new Backup(file, LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC)));
                    } catch (DateTimeParseException e) {
                        LOG.log(Level.DEBUG, "{0} is not one of the audit logs that were put aside", file);
                    }
                }
            }
        }
        return backups;
    }

    @Override
    public void close() throws IOException {
        OutputStream current = out;
        out = null;
        if (current != null) {
            current.close();
        }
    }
}
