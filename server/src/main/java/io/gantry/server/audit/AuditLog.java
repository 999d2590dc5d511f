package io.gantry.server.audit;

import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line for each event, in a file or on the standard output. */
public final class AuditLog implements AuditBackend {
    /** Where {@code --audit-log-maxsize} says nothing; as in Kubernetes. */
    private static final int DEFAULT_MEGABYTES = 100;

    private final boolean legacy;
    /** Null for the standard output. */
    private final @Nullable RotatingFile file;

    private AuditLog(boolean legacy, @Nullable RotatingFile file) {
        this.legacy = legacy;
        this.file = file;
    }

    static AuditLog open(AuditOptions.Log options, Time time) throws IOException {
        Path path = options.path();
        int megabytes = options.maxMegabytes() == 0 ? DEFAULT_MEGABYTES : options.maxMegabytes();
        RotatingFile file = path == null
                ? null
                : new RotatingFile(
                        path,
                        megabytes * 1_048_576L,
                        options.maxBackups(),
                        Duration.ofDays(options.maxAgeDays()),
                        options.compress(),
                        time::now,
                        task -> Thread.ofPlatform()
                                .daemon()
                                .name("audit-log-tidy")
                                .start(task));
        return new AuditLog(options.legacy(), file);
    }

    /** Creates the file if there is none: to be done before a start, which else would fail half way. */
    public static void prepare(Path path) throws IOException {
        new RotatingFile(path, Long.MAX_VALUE, 0, Duration.ZERO, false, () -> Instant.EPOCH, Runnable::run).close();
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public byte[] encode(AuditEvent event) {
        byte[] text = legacy ? LegacyLine.of(event).getBytes(StandardCharsets.UTF_8) : Tree.toJson(event.toTree(true));
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    @Override
    public void write(List<byte[]> events) throws IOException {
        byte[] all = events.size() == 1 ? events.getFirst() : joined(events);
        if (file != null) {
            file.write(all);
        } else {
            System.out.write(all, 0, all.length);
            System.out.flush();
            if (System.out.checkError()) {
                throw new IOException("the standard output takes nothing any more");
            }
        }
    }

    private static byte[] joined(List<byte[]> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Override
    public void hurry() {}

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
