package io.gantry.store;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The process that {@link CrashTest} kills. Each writer counts up: one transaction writes its number under two
 * keys, and under a third that it creates and deletes in turn. Standard output: one byte before it opens the store,
 * then what the store acknowledged, as writer (4 bytes), number and revision (8 bytes each).
 */
final class CrashWriter {
    static final int WRITERS = 8;
    static final int RECORD = 20;
    static final byte OPENING = 1;

    private static final ReentrantLock OUTPUT = new ReentrantLock();

    private CrashWriter() {}

    public static void main(String[] arguments) throws Exception {
        var seed = Long.parseLong(arguments[1]);
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), RECORD);
        out.write(OPENING);
        out.flush();
        try (out;
                var store = EmbeddedStore.open(Path.of(arguments[0]), TestValue.CODEC, StoreOptions.defaults())) {
            var threads = new Thread[WRITERS];
            for (var w = 0; w < WRITERS; w++) {
                var writer = w;
                threads[w] = Thread.ofVirtual().start(() -> count(store, writer, new Random(seed + writer), out));
            }
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    static String left(int writer) {
        return "/registry/pods/left-" + writer;
    }

    static String right(int writer) {
        return "/registry/nodes/right-" + writer;
    }

    static String sometimes(int writer) {
        return "/registry/pods/sometimes-" + writer;
    }

    static long number(Snapshot<TestValue> snapshot, String key) {
        var entry = snapshot.get(key);
        return entry == null ? 0 : Long.parseLong(entry.value().text().strip());
    }

    private static void count(Store<TestValue> store, int writer, Random random, BufferedOutputStream out) {
        var record = ByteBuffer.allocate(RECORD);
        for (var number = number(store.snapshot(), left(writer)) + 1; ; number++) {
            // Some values are longer than a block of the log.
            var value = TestValue.of(number + " ".repeat(random.nextInt(20) == 0 ? 50_000 : random.nextInt(2_000)));
            var result = store.write(List.of(
                    Op.put(left(writer), value, Expect.any()),
                    Op.put(right(writer), value, Expect.any()),
                    number % 2 == 0
                            ? Op.delete(sometimes(writer), Expect.any())
                            : Op.put(sometimes(writer), value, Expect.absent())));
            record.clear().putInt(writer).putLong(number).putLong(result.revision());
            OUTPUT.lock();
            try {
                out.write(record.array());
                out.flush();
            } catch (IOException e) {
                return; // the parent is gone
            } finally {
                OUTPUT.unlock();
            }
        }
    }
}
