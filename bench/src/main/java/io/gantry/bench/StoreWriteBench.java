package io.gantry.bench;

import io.gantry.base.FileTree;
import io.gantry.bench.Figure.Target;
import io.gantry.store.EmbeddedStore;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.StoreOptions;
import io.gantry.store.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;

/**
 * New keys with values of 1 kB, each writer waiting until its write is on the disk: 32 of them, as many as the peers'
 * figures were measured with.
 */
final class StoreWriteBench implements Bench {
    private static final int WRITERS = 32;
    private static final int VALUE_BYTES = 1024;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final String FIGURE = "durable writes";

    @Override
    public String name() {
        return "store-write";
    }

    @Override
    public String what() {
        return "durable writes of 1 kB through the embedded store, " + WRITERS + " writers";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        var directory = context.scratch(name());
        try (var store = EmbeddedStore.open(directory.resolve("store"), new BytesCodec(), StoreOptions.defaults())) {
            var value = value();
            var result = Load.run(context.time(), WRITERS, WARM_UP, MEASURED, (worker, sequence) -> {
                var key = "/registry/configmaps/default/" + worker + "-" + sequence;
                store.write(Op.put(key, value, Expect.absent()));
            });
            return List.of(
                    Figure.of(name(), FIGURE, result.perSecond(), "1/s", Target.atLeast(30_000)),
                    Figure.aside(name(), "p50", result.percentileMillis(50), "ms"),
                    Figure.aside(name(), "p99", result.percentileMillis(99), "ms"));
        } finally {
            FileTree.delete(directory);
        }
    }

    @Override
    public List<Figure> runPeers(Context context) throws Exception {
        return List.of(rocksDb(context), etcd(context));
    }

    /** The engine below the store, used directly: what group commit may cost. */
    private Figure rocksDb(Context context) throws Exception {
        var directory = context.scratch("rocksdb");
        try (var options = new Options().setCreateIfMissing(true);
                var durable = new WriteOptions().setSync(true);
                var db = RocksDB.open(options, directory.toString())) {
            var value = value();
            var result = Load.run(
                    context.time(), WRITERS, Thread.ofPlatform().factory(), WARM_UP, MEASURED, (worker, sequence) -> {
                        var key = ("/registry/configmaps/default/" + worker + "-" + sequence)
                                .getBytes(StandardCharsets.UTF_8);
                        db.put(durable, key, value);
                    });
            return Figure.ofPeer(name(), "rocksdb", FIGURE, result.perSecond(), "1/s");
        } finally {
            FileTree.delete(directory);
        }
    }

    private Figure etcd(Context context) throws Exception {
        try (var etcd = EtcdPeer.start(context)) {
            var value = value();
            var result = Load.run(
                    context.time(),
                    WRITERS,
                    WARM_UP,
                    MEASURED,
                    (worker, sequence) -> etcd.put("/registry/configmaps/default/" + worker + "-" + sequence, value));
            return Figure.ofPeer(name(), "etcd", FIGURE, result.perSecond(), "1/s");
        }
    }

    /** Random, so that no compression makes it smaller. */
    private static byte[] value() {
        var value = new byte[VALUE_BYTES];
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        random.nextBytes(value);
        return value;
    }

    private static final class BytesCodec implements ValueCodec<byte[]> {
        @Override
        public byte[] encode(String key, byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(String key, byte[] bytes, long modRevision) {
            return bytes;
        }

        @Override
        public byte[] stamp(byte[] value, long modRevision) {
            return value;
        }
    }
}
