package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What {@link TornLogTest} meets too rarely: records at all distances from the end of a block, and several files. */
class WriteAheadLogCheckTest {
    @TempDir
    Path directory;

    private Path database() {
        return directory.resolve("db");
    }

    /** Writes batches of random sizes and returns the closed database. */
    private Path write(int batches, int maxBytes, int bufferBytes) throws RocksDBException, IOException {
        NativeLibrary.load(directory);
        var random = new Random(batches);
        try (var options = new Options()
                        .setCreateIfMissing(true)
                        .setRecycleLogFileNum(4)
                        .setWriteBufferSize(bufferBytes);
                var database = RocksDB.open(options, database().toString());
                var write = new WriteOptions()) {
            for (var i = 0; i < batches; i++) {
                try (var batch = new WriteBatch()) {
                    for (var n = random.nextInt(3); n >= 0; n--) {
                        var value = new byte[random.nextInt(maxBytes)];
                        random.nextBytes(value);
                        batch.put(new byte[] {(byte) n}, value);
                    }
                    database.write(write, batch);
                }
            }
        }
        // Closing flushes nothing, so the logs stay as they are.
        return database();
    }

    @Test
    void acceptsRecordsAtAllDistancesFromTheEndOfABlock() throws Exception {
        WriteAheadLogCheck.check(write(150_000, 60, 64 << 20));
    }

    @Test
    void acceptsReusedFiles() throws Exception {
        var crashed = write(20_000, 1_000, 256 << 10);
        assertThat(logs(crashed)).isGreaterThan(1);
        WriteAheadLogCheck.check(crashed);
    }

    @Test
    void acceptsRecordsOverManyBlocks() throws Exception {
        WriteAheadLogCheck.check(write(60, 200_000, 64 << 20));
    }

    @Test
    void aDatabaseThatDoesNotExistIsFine() throws IOException {
        WriteAheadLogCheck.check(database());
    }

    @Test
    void aFileThatLacksItsEndIsNoticedWhenAnotherFollows() throws Exception {
        var crashed = write(20_000, 1_000, 256 << 10);
        Path oldest;
        try (var files = Files.list(crashed)) {
            oldest = files.filter(f -> f.toString().endsWith(".log"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        var bytes = Files.readAllBytes(oldest);
        Files.write(oldest, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> WriteAheadLogCheck.check(crashed))
                .isInstanceOf(ImageLoader.DamagedException.class)
                .hasMessageContaining("sequence number");
    }

    private static long logs(Path database) throws IOException {
        try (var files = Files.list(database)) {
            return files.filter(f -> f.toString().endsWith(".log")).count();
        }
    }
}
