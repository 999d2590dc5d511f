package io.gantry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.zip.CRC32C;

/**
 * Looks for damage inside RocksDB's write-ahead logs before RocksDB opens them.
 *
 * <p>Why: the store reuses log files, because overwriting a file costs half of what appending does per flush.
 * RocksDB can recover reused files in one mode only, which takes the first unreadable record for the end of the
 * log. That is right for a write that a crash cut short, which is always the last one (the next is written only
 * after the flush of the one before), but a damaged record in the middle would silently take all later ones with
 * it. Here a readable record behind an unreadable one, or a jump in the sequence numbers, is an error.
 *
 * <p>The format (RocksDB's {@code db/log_format.h}): blocks of 32 KiB; a record is masked CRC-32C, length (2
 * bytes), type, low half of the log's number, payload; all little endian. A record begins a write batch (types 5
 * full and 6 first) or goes on with one (7, 8). A batch begins with its sequence number (8 bytes) and its count of
 * operations (4).
 */
final class WriteAheadLogCheck {
    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 11;
    private static final int FULL = 5;
    private static final int FIRST = 6;
    private static final int LAST = 8;
    private static final int BATCH_HEADER = 12;
    private static final String SUFFIX = ".log";

    private record LogFile(Path path, long number) implements Comparable<LogFile> {
        @Override
        public int compareTo(LogFile other) {
            return Long.compare(number, other.number);
        }
    }

    private WriteAheadLogCheck() {}

    /** @throws ImageLoader.DamagedException naming the file and the place */
    static void check(Path database) throws IOException {
        if (!Files.isDirectory(database)) {
            return;
        }
        var logs = new ArrayList<LogFile>();
        try (var files = Files.newDirectoryStream(database)) {
            for (var path : files) {
                var name = path.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    logs.add(new LogFile(path, Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))));
                }
            }
        }
        Collections.sort(logs);
        var nextSequence = 0L;
        for (var log : logs) {
            nextSequence = new Scan(log).run(nextSequence);
        }
    }

    /** One file. */
    private static final class Scan {
        private final LogFile log;
        private final CRC32C crc = new CRC32C();
        private final ByteBuffer batchHeader = ByteBuffer.allocate(BATCH_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        private ByteBuffer data = ByteBuffer.allocate(0);

        Scan(LogFile log) {
            this.log = log;
        }

        /** Returns the sequence number after the last batch; 0 when there has been none so far. */
        long run(long sequenceBefore) throws IOException {
            // Not mapped: the first mapped buffer of a process costs more than reading 8 MB, the size of a log.
            data = ByteBuffer.wrap(Files.readAllBytes(log.path)).order(ByteOrder.LITTLE_ENDIAN);
            var next = sequenceBefore;
            var at = skipTrailer(0);
            for (; isRecord(at); at = skipTrailer(at + HEADER + length(at))) {
                if (beginsBatch(at) && readBatchHeader(at)) {
                    var sequence = batchHeader.getLong(0);
                    if (next != 0 && sequence > next) {
                        throw damaged(
                                "its record at byte " + at + " has sequence number " + sequence + ", expected " + next);
                    }
                    next = sequence + batchHeader.getInt(Long.BYTES);
                }
            }
            var behind = at < data.limit() ? findBatch(at + 1) : -1;
            if (behind >= 0) {
                throw damaged("the record at byte " + at + " is unreadable, but the one at byte " + behind + " is not");
            }
            return next;
        }

        /** The next beginning of a batch at or behind a place; -1 when there is none. */
        private int findBatch(int from) {
            // Inside the damaged block a record may begin anywhere, behind it blocks begin with one.
            var blockEnd = Math.min((long) (from / BLOCK + 1) * BLOCK, data.limit());
            var rest = new byte[(int) Math.max(0, blockEnd - from)];
            data.get(from, rest, 0, rest.length);
            for (var at = from; at + HEADER <= blockEnd; at++) {
                // Most places are ruled out by one byte of the array; this runs cold when a store opens.
                var type = rest[at - from + 6];
                if ((type == FULL || type == FIRST) && isRecord(at)) {
                    return at;
                }
            }
            for (var block = blockEnd; block < data.limit(); block += BLOCK) {
                for (var at = (int) block; isRecord(at); at = skipTrailer(at + HEADER + length(at))) {
                    if (beginsBatch(at)) {
                        return at;
                    }
                }
            }
            return -1;
        }

        /** A block's last bytes stay empty when no header fits. */
        private static int skipTrailer(int at) {
            var left = BLOCK - at % BLOCK;
            return left < HEADER ? at + left : at;
        }

        private boolean isRecord(int at) {
            if (at + HEADER > data.limit() || BLOCK - at % BLOCK < HEADER) {
                return false;
            }
            var type = data.get(at + 6);
            var length = length(at);
            return type >= FULL
                    && type <= LAST
                    && data.getInt(at + 7) == (int) log.number
                    && at % BLOCK + HEADER + length <= BLOCK
                    && at + HEADER + length <= data.limit()
                    && data.getInt(at) == checksum(at, length);
        }

        private boolean beginsBatch(int at) {
            var type = data.get(at + 6);
            return type == FULL || type == FIRST;
        }

        /** Reads the header of the batch that begins here; false when it is not all there. */
        private boolean readBatchHeader(int at) {
            batchHeader.clear();
            // A first record at the end of a block may be shorter than the header, even empty; the rest begins the next
            // block.
            for (var from = at; batchHeader.hasRemaining(); from = skipTrailer(from + HEADER + length(from))) {
                if (from != at && (!isRecord(from) || beginsBatch(from))) {
                    return false;
                }
                batchHeader.put(data.slice(from + HEADER, Math.min(length(from), batchHeader.remaining())));
            }
            return true;
        }

        private int length(int at) {
            return data.getShort(at + 4) & 0xffff;
        }

        private int checksum(int at, int length) {
            crc.reset();
            crc.update(data.slice(at + 6, HEADER - 6 + length));
            var value = (int) crc.getValue();
            // RocksDB masks checksums, because one of data that holds checksums is weak (util/crc32c.h).
            return ((value >>> 15) | (value << 17)) + 0xa282ead8;
        }

        private ImageLoader.DamagedException damaged(String what) {
            return new ImageLoader.DamagedException("log " + log.path + ": " + what, null);
        }
    }
}
