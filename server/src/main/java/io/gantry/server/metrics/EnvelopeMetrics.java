package io.gantry.server.metrics;

import io.gantry.base.Histogram;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** What KMS plugins were asked, and which of their keys were used. Empty without a plugin. Thread-safe. */
public final class EnvelopeMetrics {
    private final Map<String, Provider> providers = new ConcurrentHashMap<>();

    /** The counts of a plugin by its name; those of one that comes again with a changed configuration go on. */
    public Provider provider(String name) {
        return providers.computeIfAbsent(name, Provider::new);
    }

    void forEach(Consumer<Provider> action) {
        providers.values().forEach(action);
    }

    /** The counts of one plugin. Keys are told by their hashes, because nobody says that their ids are no secrets. */
    public static final class Provider {
        /** Kubernetes' buckets, in nanoseconds: 0.1 ms, and twice as much each. */
        private static final long[] LATENCIES = new long[19];

        static {
            for (int i = 0; i < LATENCIES.length; i++) {
                LATENCIES[i] = 100_000L << i;
            }
        }

        /** As many keys are known as in Kubernetes, for each of the three ways that they are met. */
        private static final int MAX_KEYS = 100;

        /** @param code the status of gRPC, as Go writes it */
        record Call(String method, String code) {}

        /** How often a key was met, and when last. */
        static final class Use {
            final String hash;
            final LongAdder count = new LongAdder();
            volatile long lastSeconds;

            Use(String keyId) {
                hash = hashOf(keyId);
            }
        }

        private final String name;
        private final Map<Call, Histogram> calls = new ConcurrentHashMap<>();
        private final Map<String, Use> encrypted = new ConcurrentHashMap<>();
        private final Map<String, Use> decrypted = new ConcurrentHashMap<>();
        private final Map<String, Use> named = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> invalid = new ConcurrentHashMap<>();
        private volatile IntSupplier seeds = () -> 0;

        private Provider(String name) {
            this.name = name;
        }

        private static String hashOf(String keyId) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(keyId.getBytes(StandardCharsets.UTF_8));
                return keyId.isEmpty() ? "" : "sha256:" + HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /**
         * @param method the full name, with a slash before it
         * @param code {@code OK}, {@code Unavailable} and so on
         */
        public void called(String method, String code, long nanos) {
            calls.computeIfAbsent(new Call(method, code), _ -> new Histogram(LATENCIES))
                    .record(nanos);
        }

        /** A value was encrypted with what follows from a key. */
        public void encrypted(String keyId, Instant now) {
            use(encrypted, keyId, now);
        }

        /** A value was decrypted. */
        public void decrypted(String keyId, Instant now) {
            use(decrypted, keyId, now);
        }

        /** The plugin said that this is its key. */
        public void named(String keyId, Instant now) {
            use(named, keyId, now);
        }

        /** The plugin named a key that cannot be one. */
        public void invalid(boolean empty) {
            invalid.computeIfAbsent(empty ? "empty" : "too_long", _ -> new LongAdder())
                    .increment();
        }

        /** @param size how many seeds are known, asked with each scrape */
        public void seeds(IntSupplier size) {
            seeds = size;
        }

        private static void use(Map<String, Use> uses, String keyId, Instant now) {
            Use use = uses.get(keyId);
            if (use == null) {
                if (uses.size() >= MAX_KEYS) {
                    forgetOne(uses);
                }
                use = uses.computeIfAbsent(keyId, Use::new);
            }
            use.count.increment();
            use.lastSeconds = now.getEpochSecond();
        }

        /** The one that was met the longest ago. */
        private static void forgetOne(Map<String, Use> uses) {
            String oldest = null;
            long since = Long.MAX_VALUE;
            for (Map.Entry<String, Use> each : uses.entrySet()) {
                if (each.getValue().lastSeconds < since) {
                    since = each.getValue().lastSeconds;
                    oldest = each.getKey();
                }
            }
            if (oldest != null) {
                uses.remove(oldest);
            }
        }

        String name() {
            return name;
        }

        Map<Call, Histogram> calls() {
            return calls;
        }

        Map<String, Use> uses(boolean toStorage) {
            return toStorage ? encrypted : decrypted;
        }

        Map<String, Use> named() {
            return named;
        }

        Map<String, LongAdder> invalid() {
            return invalid;
        }

        int seeds() {
            return seeds.getAsInt();
        }
    }
}
