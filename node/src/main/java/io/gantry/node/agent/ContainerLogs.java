package io.gantry.node.agent;

import io.gantry.base.Time;
import io.gantry.client.node.LogRequest;
import io.gantry.client.node.PodRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Reads a container's log file for a user: from the end, since a moment, onwards as it grows. For one thread. */
final class ContainerLogs {
    /** How long a follower waits before it looks for more. */
    private static final Duration POLL = Duration.ofMillis(150);

    private static final int BLOCK = 64 * 1024;

    private final LogRequest request;
    private final OutputStream out;
    private final Time time;
    private long left;

    ContainerLogs(LogRequest request, OutputStream out, Time time) {
        this.request = request;
        this.out = out;
        this.time = time;
        this.left = request.limitBytes() == null ? Long.MAX_VALUE : request.limitBytes();
    }

    /**
     * Writes until the end of the log; when following, until {@code over} says that nothing more will come.
     *
     * @param over asked before the file is read, so that what was written before the end is not missed
     */
    void copy(Path file, BooleanSupplier over) throws IOException, InterruptedException {
        RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
        try {
            in.seek(request.tailLines() == null ? 0 : tailStart(in, request.tailLines()));
            Object identity = Files.readAttributes(file, "unix:ino").get("ino");
            byte[] pending = new byte[0];
            while (left > 0) {
                boolean last = !request.follow() || over.getAsBoolean();
                pending = drain(in, pending);
                out.flush();
                if (last || left <= 0) {
                    return;
                }
                Pause.of(time, POLL);
                if (Files.exists(file)) {
                    Object now = Files.readAttributes(file, "unix:ino").get("ino");
                    if (!Objects.equals(now, identity)) { // rotated: finish the old file, then go on with the new one
                        pending = drain(in, pending);
                        in.close();
                        in = new RandomAccessFile(file.toFile(), "r");
                        identity = now;
                    }
                }
            }
        } finally {
            in.close();
        }
    }

    /** The last lines of a log, and of them the last bytes; empty when there is no log to be read. */
    static String end(Path file, long lines, int bytesLimit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogRequest request = new LogRequest(new PodRef("", "", ""), "", false, false, false, null, lines, null, "All");
        try {
            new ContainerLogs(request, out, Time.system()).copy(file, () -> true);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
        byte[] all = out.toByteArray();
        int length = Math.min(all.length, bytesLimit);
        return new String(all, all.length - length, length, StandardCharsets.UTF_8);
    }

    /** Writes all whole lines from here to the end; returns the bytes of the last, unfinished one. */
    private byte[] drain(RandomAccessFile in, byte[] before) throws IOException {
        byte[] block = new byte[BLOCK];
        byte[] pending = before;
        int read = in.read(block);
        while (read > 0 && left > 0) {
            byte[] joined = new byte[pending.length + read];
            System.arraycopy(pending, 0, joined, 0, pending.length);
            System.arraycopy(block, 0, joined, pending.length, read);
            int start = 0;
            for (int i = 0; i < joined.length && left > 0; i++) {
                if (joined[i] == '\n') {
                    line(joined, start, i);
                    start = i + 1;
                }
            }
            pending = new byte[joined.length - start];
            System.arraycopy(joined, start, pending, 0, pending.length);
            read = in.read(block);
        }
        return pending;
    }

    private void line(byte[] bytes, int from, int to) throws IOException {
        byte[] raw = java.util.Arrays.copyOfRange(bytes, from, to);
        LogLine line = LogLine.parse(raw, raw.length);
        if (line == null) {
            return;
        }
        if (request.sinceTime() != null && line.before(request.sinceTime())) {
            return;
        }
        String wanted = request.stream().toLowerCase(Locale.ROOT);
        if ((wanted.equals("stdout") || wanted.equals("stderr")) && !wanted.equals(line.stream())) {
            return;
        }
        if (request.timestamps()) {
            write(
                    (line.timestamp() + " ").getBytes(StandardCharsets.US_ASCII),
                    0,
                    line.timestamp().length() + 1);
        }
        write(raw, line.start(), raw.length);
        if (!line.partial()) {
            write(new byte[] {'\n'}, 0, 1);
        }
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        int length = (int) Math.min(to - from, left);
        out.write(bytes, from, length);
        left -= length;
    }

    /** The position at which the last {@code lines} lines begin. */
    private static long tailStart(RandomAccessFile in, long lines) throws IOException {
        long position = in.length();
        if (lines == 0) {
            return position;
        }
        byte[] block = new byte[BLOCK];
        long found = 0;
        boolean atEnd = true;
        while (position > 0) {
            int size = (int) Math.min(BLOCK, position);
            position -= size;
            in.seek(position);
            in.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    if (atEnd) {
                        atEnd = false; // ends the last line
                    } else if (++found == lines) {
                        return position + i + 1;
                    }
                } else {
                    atEnd = false;
                }
            }
        }
        return 0;
    }
}
