package io.gantry.store;

import io.gantry.base.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library once per process.
 *
 * <p>RocksDB by itself unpacks its 16 MB library into the temporary directory at every start, and leaves it there
 * when the process is killed. Here it is taken from {@code java.library.path}, or else unpacked once into the data
 * directory and reused; a file of another size (another version, or a half-written one) is replaced.
 */
final class NativeLibrary {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static boolean loaded;

    private NativeLibrary() {}

    static void load(Path directory) {
        LOCK.lock();
        try {
            if (!loaded) {
                if (!loadInstalled()) {
                    var folder = directory.resolve("native");
                    unpack(folder);
                    RocksDB.loadLibrary(List.of(folder.toString()));
                }
                loaded = true;
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new StoreOpenException(
                    directory,
                    new Reason(
                            "NativeLibraryMissing",
                            "RocksDB's native library cannot be loaded from " + directory.resolve("native") + " (" + e
                                    + "): the disk must have 20 MB free and must not be mounted noexec."),
                    e);
        } finally {
            LOCK.unlock();
        }
    }

    /** Loads it from {@code java.library.path}, where the launcher puts it; false when it is not there. */
    @SuppressWarnings("restricted") // the program runs with --enable-native-access
    private static boolean loadInstalled() {
        try {
            System.loadLibrary(Environment.getJniLibraryName("rocksdb"));
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
        RocksDB.loadLibrary();
        return true;
    }

    private static void unpack(Path folder) throws IOException {
        var name = Environment.getJniLibraryFileName("rocksdb");
        var resource = RocksDB.class.getClassLoader().getResource(name);
        if (resource == null) {
            throw new IOException("this platform is not supported: the program contains no " + name);
        }
        var connection = resource.openConnection();
        // A cached jar connection would keep the jar open and shared with the class loader.
        connection.setUseCaches(false);
        // The name under which loadLibrary(List) looks for it.
        var target = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
        try (var in = connection.getInputStream()) {
            if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
                return;
            }
            Files.createDirectories(folder);
            var partial = Files.createTempFile(folder, name, ".partial");
            try {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        }
    }
}
