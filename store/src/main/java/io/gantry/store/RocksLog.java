package io.gantry.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Checkpoint;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Durability by RocksDB. Keys: {@code 'k'} + key for an entry, whose value is create revision, mod revision (8
 * bytes each, big endian) and the encoded value; {@code "mrevision"} for the newest revision, written with every
 * group.
 *
 * <p>A group is one write batch with a synced write-ahead log, so it is there wholly or not at all. The options
 * keep memory small: the image serves all reads, RocksDB only remembers.
 *
 * <p>Native calls: use it on platform threads, one at a time.
 */
final class RocksLog implements CommitLog {
    private static final Logger LOG = System.getLogger(RocksLog.class.getName());

    private static final byte ENTRY = 'k';
    private static final byte[] REVISION = "mrevision".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final LRUCache cache;
    private final Options options;
    private final WriteOptions writeOptions;
    private RocksDB database;
    private boolean open;

    /** Receives entries while loading; the arrays are the receiver's. */
    interface EntryReader {
        void read(byte[] key, byte[] value) throws IOException;
    }

    private RocksLog(Path path, boolean create) throws RocksDBException, IOException {
        WriteAheadLogCheck.check(path);
        this.path = path;
        this.cache = new LRUCache(1 << 20, 0);
        this.options = options(cache).setCreateIfMissing(create);
        this.writeOptions = new WriteOptions().setSync(true);
        try {
            this.database = RocksDB.open(options, path.toString());
            this.open = true;
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
    }

    /** @throws ImageLoader.DamagedException when the log is damaged before its end */
    static RocksLog open(Path path, boolean create) throws RocksDBException, IOException {
        return new RocksLog(path, create);
    }

    private static Options options(LRUCache cache) {
        return new Options()
                // Reused log files halve the time of a flush; this is the one mode that recovers them, see
                // WriteAheadLogCheck.
                .setRecycleLogFileNum(4)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setWriteBufferSize(8 << 20)
                .setMaxWriteBufferNumber(4)
                .setMaxTotalWalSize(32 << 20)
                .setMaxBackgroundJobs(2)
                // Merging less often saves a sixth of the processor time of a write; only a start reads the tables.
                .setLevel0FileNumCompactionTrigger(8)
                .setMaxOpenFiles(256)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBytesPerSync(1 << 20)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setBlockSize(16 << 10))
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1 << 20)
                .setSkipStatsUpdateOnDbOpen(true)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    @Override
    public boolean keepsValues() {
        return true;
    }

    @Override
    public void append(List<LogRecord> records, long revision) throws IOException {
        try (var batch = new WriteBatch()) {
            for (var record : records) {
                var key = entryKey(record.key());
                var value = record.value();
                if (value == null) {
                    batch.delete(key);
                } else {
                    ByteBuffer.wrap(value).putLong(record.createRevision()).putLong(record.modRevision());
                    batch.put(key, value);
                }
            }
            batch.put(REVISION, longBytes(revision));
            database.write(writeOptions, batch);
        } catch (RocksDBException e) {
            throw new IOException(describe(e), e);
        }
    }

    @Override
    public long reopen() throws IOException {
        try {
            if (open) {
                open = false;
                database.close();
            }
            WriteAheadLogCheck.check(path);
            database = RocksDB.open(options, path.toString());
            open = true;
            // What recovery read from the log may so far only be in the page cache, after a failed flush: make it
            // durable before
            // anybody relies on it.
            flush();
            return revision();
        } catch (RocksDBException e) {
            throw new IOException(describe(e), e);
        }
    }

    /** What the files take; those that go meanwhile do not count. */
    long diskBytes() throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) { // false for one that is gone
                    bytes += file.toFile().length(); // so is 0
                }
            }
        }
        return bytes;
    }

    /**
     * Makes a copy of the database as it is now in a folder that does not exist; on the same file system by hard
     * links.
     */
    void copyTo(Path target) throws IOException {
        try (var checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(target.toString());
        } catch (RocksDBException e) {
            throw new IOException(describe(e), e);
        }
    }

    /** The newest durable revision, 0 in a new database. */
    long revision() throws RocksDBException {
        var bytes = database.get(REVISION);
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    /** Hands out every entry in the order of its key's bytes. */
    void readAll(EntryReader reader) throws RocksDBException, IOException {
        try (var readOptions = new ReadOptions().setFillCache(false).setReadaheadSize(1 << 20);
                var iterator = database.newIterator(readOptions)) {
            for (iterator.seek(new byte[] {ENTRY}); iterator.isValid(); iterator.next()) {
                var key = iterator.key();
                if (key[0] != ENTRY) {
                    break;
                }
                reader.read(key, iterator.value());
            }
            iterator.status();
        }
    }

    /** The key of an entry as {@link #readAll} hands it out, without the prefix. */
    static String keyOf(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                // So that the next start has nothing to recover. If it fails, the log still has everything.
                flush();
            } catch (RocksDBException e) {
                LOG.log(Level.WARNING, "The store's last flush failed; its log will be read at the next start", e);
            }
            database.close();
        }
        closeOptions();
    }

    private void flush() throws RocksDBException {
        try (var flush = new FlushOptions().setWaitForFlush(true)) {
            database.flush(flush);
        }
    }

    private void closeOptions() {
        writeOptions.close();
        options.close();
        cache.close();
    }

    private static byte[] entryKey(byte[] key) {
        var bytes = new byte[key.length + 1];
        bytes[0] = ENTRY;
        System.arraycopy(key, 0, bytes, 1, key.length);
        return bytes;
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** RocksDB's message, which for some statuses is empty. */
    static String describe(RocksDBException e) {
        var message = e.getMessage();
        return message == null || message.isBlank() ? "RocksDB: " + e.getStatus() : message;
    }
}
