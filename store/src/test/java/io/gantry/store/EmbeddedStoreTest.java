package io.gantry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gantry.base.TaskGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends StoreContractTest {
    @TempDir
    Path directory;

    private int stores;

    @Override
    Store<TestValue> open(StoreOptions options) {
        return EmbeddedStore.open(directory.resolve("store-" + stores++), TestValue.CODEC, options);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private EmbeddedStore<TestValue> openData() {
        return EmbeddedStore.open(data(), TestValue.CODEC, StoreOptions.defaults());
    }

    private static WriteResult<TestValue> put(Store<TestValue> store, String key, String text) {
        return store.write(Op.put(key, TestValue.of(text), Expect.any()));
    }

    @Test
    void aRestartKeepsEverythingButTheHistory() {
        Entry<TestValue> web;
        try (var store = openData()) {
            put(store, WEB, "1");
            web = put(store, WEB, "2").entry();
            put(store, "/registry/pods/default/gone", "3");
            store.write(Op.delete("/registry/pods/default/gone", Expect.any()));
            assertThat(store.directory()).isEqualTo(data().toAbsolutePath());
        }
        try (var store = openData()) {
            assertThat(store.revision()).isEqualTo(4);
            assertThat(store.snapshot().prefix("").stream()).containsExactly(web);
            assertThat(store.compactedRevision()).isEqualTo(4);
            assertThatThrownBy(() -> store.snapshotAt(3)).isInstanceOf(CompactedException.class);
            assertThatThrownBy(() -> store.watch("/registry/pods/", 3)).isInstanceOf(CompactedException.class);
            // A watcher that had seen everything goes on where it was.
            try (var watcher = store.watch("/registry/pods/", 4)) {
                assertThat(put(store, WEB, "5").entry()).isEqualTo(new Entry<>(WEB, new TestValue("5", 5), 1, 5));
                assertThat(watcher.poll()).extracting(Change::revision).containsExactly(5L);
            }
        }
    }

    @Test
    void aRestartWithManyEntriesKeepsTheirOrder() {
        var keys = List.of("/k/\ud83d\ude00", "/k/\uff5e", "/k/a", "/k/\u00e9");
        List<Entry<TestValue>> before;
        try (var store = openData()) {
            for (var key : keys) {
                put(store, key, key);
            }
            for (var i = 0; i < 30; i++) {
                var batch = i;
                store.write(IntStream.range(0, 100)
                        .mapToObj(n -> Op.put(
                                String.format("/registry/pods/%05d", n * 100 + batch),
                                TestValue.of("x"),
                                Expect.absent()))
                        .toList());
            }
            before = store.snapshot().prefix("").stream().toList();
        }
        try (var again = openData()) {
            assertThat(again.snapshot().prefix("").stream().toList()).isEqualTo(before);
            assertThat(again.snapshot().size()).isEqualTo(3004);
        }
    }

    @Test
    void whatItTakesOnDiskIsKnown() {
        try (Store<TestValue> store = open(StoreOptions.defaults());
                Store<TestValue> memory = MemoryStore.open(TestValue.CODEC, StoreOptions.defaults())) {
            assertThat(store.diskBytes()).isPositive();
            assertThat(memory.diskBytes()).isZero();
        }
    }

    @Test
    void aBackupIsAStoreOfItsOwn() {
        var backup = directory.resolve("backup");
        try (var store = openData()) {
            put(store, WEB, "1");
            store.backup(backup);
            put(store, WEB, "2");
            assertThatThrownBy(() -> store.backup(backup))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(backup.toString());
            put(store, WEB, "3");
            try (var copy = EmbeddedStore.open(backup, TestValue.CODEC, StoreOptions.defaults())) {
                assertThat(copy.revision()).isEqualTo(1);
                assertThat(put(copy, WEB, "in the copy").entry())
                        .isEqualTo(new Entry<>(WEB, new TestValue("in the copy", 2), 1, 2));
            }
        }
        try (var store = openData()) {
            assertThat(store.snapshot().get(WEB)).isEqualTo(new Entry<>(WEB, new TestValue("3", 3), 1, 3));
        }
    }

    @Test
    void opensAndWritesOnVirtualThreads() throws Exception {
        var revision = new CompletableFuture<Long>();
        try (var group = new TaskGroup("test", (task, failure) -> revision.completeExceptionally(failure))) {
            group.start("all", () -> {
                try (var store = openData()) {
                    revision.complete(put(store, WEB, "1").revision());
                }
            });
            assertThat(revision.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void valuesMayBeLargeButNotTooLarge() {
        try (var store = openData()) {
            put(store, WEB, "x".repeat(8 << 20));
            assertThatThrownBy(() -> put(store, WEB, "x".repeat((8 << 20) + 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(WEB)
                    .hasMessageContaining("limit");
            assertThatThrownBy(() -> put(store, WEB, "unencodable")).isInstanceOf(IllegalStateException.class);
        }
        try (var store = openData()) {
            assertThat(store.snapshot().size()).isEqualTo(1);
            assertThat(store.revision()).isEqualTo(1);
        }
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (var store = openData()) {
            var refused = assertRefused("DirectoryLocked", "in use", "another data directory");
            assertThat(refused.directory()).isEqualTo(store.directory());
            assertThat(refused)
                    .hasMessageContaining("" + ProcessHandle.current().pid());
            put(store, WEB, "still works");
        }
        openData().close();
    }

    @Test
    void aDirectoryInUseByAnotherProcessIsRefused() throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        data().toString(),
                        "1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // One byte before it opens the store, then what was written there: so it has it.
            assertThat(process.getInputStream().readNBytes(2)).hasSize(2);
            assertRefused("DirectoryLocked", "process " + process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }
        openData().close();
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        openData().close();
        Files.writeString(data().resolve("format"), "gantry store format 2\n");
        assertRefused("NewerFormat", "newer Gantry", "format 2");
    }

    @Test
    void anUnreadableFormatIsRefused() throws IOException {
        openData().close();
        Files.writeString(data().resolve("format"), "something else");
        assertRefused("Corrupted", "format");
    }

    @Test
    void aStoreThatLostItsDatabaseIsNotTakenForANewOne() throws IOException {
        openData().close();
        TestFiles.delete(data().resolve("db"));
        assertRefused("Corrupted", "backup");
    }

    @Test
    void aDamagedTableIsReported() throws IOException {
        try (var store = openData()) {
            for (var i = 0; i < 200; i++) {
                put(store, "/registry/pods/p" + i, "text " + i);
            }
        }
        openData().close(); // moves the log into a table
        var table = TestFiles.newest(data(), ".sst");
        var bytes = Files.readAllBytes(table);
        bytes[bytes.length / 4] ^= 1;
        Files.write(table, bytes);
        assertRefused("Corrupted", "backup");
        // Refusing let go of the directory.
        bytes[bytes.length / 4] ^= 1;
        Files.write(table, bytes);
        try (var store = openData()) {
            assertThat(store.revision()).isEqualTo(200);
        }
    }

    @Test
    void anEntryThatCannotBeDecodedIsNamed() {
        try (var store = openData()) {
            put(store, WEB, "undecodable");
        }
        assertRefused("Corrupted", WEB, "the test's codec fails");
    }

    @Test
    void anEntryWhoseKeyIsMissingIsNotCalledDamaged() {
        try (var store = openData()) {
            put(store, WEB, "locked");
        }
        assertRefused("ValueUnreadable", WEB + " is locked.");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
        Files.writeString(data(), "a file");
        assertRefused("DirectoryUnusable", "permissions");
    }

    private StoreOpenException assertRefused(String code, String... message) {
        var refused =
                catchThrowableOfType(StoreOpenException.class, () -> openData().close());
        assertThat(refused).isNotNull();
        assertThat(refused.reason().code()).isEqualTo(code);
        assertThat(refused).hasMessageContaining(data().toString()).hasMessageContainingAll(message);
        return refused;
    }
}
