package io.gantry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Reads the image from disk when a store opens. One thread reads, as many as there are processors decode: decoding
 * takes longer than reading.
 */
final class ImageLoader<V> {
    private static final int CHUNK = 1024;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** What is on disk cannot have been written by a store. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared; its one user owns the arrays
    private record Raw(byte[] key, byte[] value) {}

    private final RocksLog log;
    private final ValueCodec<V> codec;
    /** Its threads start when there is a chunk for them. */
    private final ExecutorService decoders = Executors.newFixedThreadPool(
            PROCESSORS,
            Thread.ofPlatform().daemon().name("gantry-store-load-", 0).factory());

    private final List<Entry<V>> entries = new ArrayList<>();
    private long revision;

    ImageLoader(RocksLog log, ValueCodec<V> codec) {
        this.log = log;
        this.codec = codec;
    }

    /** @throws DamagedException when what is there cannot be right */
    Image<V> load() throws RocksDBException, IOException {
        revision = log.revision();
        try (decoders) {
            readAll();
        }
        // Bytes and strings order characters beyond U+FFFF differently; a sorted list costs one pass here.
        entries.sort((one, other) -> one.key().compareTo(other.key()));
        return new Image<>(revision, EntryTree.ofSorted(entries));
    }

    private void readAll() throws RocksDBException, IOException {
        var pending = new ArrayDeque<Future<List<Entry<V>>>>();
        var chunk = new ArrayList<Raw>(CHUNK);
        log.readAll((key, value) -> {
            chunk.add(new Raw(key, value));
            if (chunk.size() == CHUNK) {
                var full = List.copyOf(chunk);
                chunk.clear();
                pending.add(decoders.submit(() -> decode(full)));
                if (pending.size() == 4 * PROCESSORS) {
                    collect(pending.remove());
                }
            }
        });
        while (!pending.isEmpty()) {
            collect(pending.remove());
        }
        entries.addAll(decode(chunk));
    }

    private void collect(Future<List<Entry<V>>> decoded) throws IOException {
        try {
            entries.addAll(decoded.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof UnreadableValueException unreadable) {
                throw unreadable;
            }
            throw new IOException("decoding failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while loading", e);
        }
    }

    private List<Entry<V>> decode(List<Raw> chunk) throws IOException {
        var decoded = new ArrayList<Entry<V>>(chunk.size());
        for (var raw : chunk) {
            var key = RocksLog.keyOf(raw.key);
            if (raw.value.length < CommitLog.HEADER) {
                throw new DamagedException("the entry " + key + " is shorter than its header", null);
            }
            var header = ByteBuffer.wrap(raw.value);
            var createRevision = header.getLong();
            var modRevision = header.getLong();
            if (createRevision < 1 || modRevision < createRevision || modRevision > revision) {
                throw new DamagedException(
                        "the entry " + key + " has revisions " + createRevision + " and " + modRevision
                                + " in a store at revision " + revision,
                        null);
            }
            var bytes = new byte[raw.value.length - CommitLog.HEADER];
            header.get(bytes);
            try {
                decoded.add(new Entry<>(key, codec.decode(key, bytes, modRevision), createRevision, modRevision));
            } catch (UnreadableValueException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new DamagedException("the entry " + key + " cannot be decoded: " + e, e);
            }
        }
        return decoded;
    }
}
