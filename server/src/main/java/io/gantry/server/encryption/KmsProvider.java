package io.gantry.server.encryption;

import io.gantry.api.status.StatusException;
import io.gantry.api.types.Bytes;
import io.gantry.base.Cancellable;
import io.gantry.base.SingleTimer;
import io.gantry.base.Time;
import io.gantry.server.encryption.KmsService.Encrypted;
import io.gantry.server.metrics.EnvelopeMetrics;
import io.gantry.store.UnreadableValueException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The provider {@code kms} in its version v2: a plugin encrypts a seed, and values are encrypted here with what follows from
 * the seed ({@link SeedCipher}), which is the same until the plugin names another key. The plugin is asked each minute
 * which key that is; without an answer the seed may be used for three minutes more. Thread-safe.
 */
final class KmsProvider implements Sealer, Cancellable {
    private static final System.Logger LOG = System.getLogger(KmsProvider.class.getName());

    /** How long a seed may encrypt after the plugin last named its key. */
    private static final Duration LIFE = Duration.ofMinutes(3);

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration PERIOD_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration PERIOD_WITHOUT_KEY = Duration.ofSeconds(1);
    /** How long an answer serves health checks. */
    private static final Duration WELL = Duration.ofSeconds(20);

    private static final Duration UNWELL = Duration.ofSeconds(3);
    /** A store has as many seeds as it had keys and starts; when there are more, they are asked for again. */
    private static final int KNOWN_LIMIT = 10_000;

    /** @param expires by the monotonic clock */
    private record State(SeedCipher cipher, Encrypted source, long expires) {}

    /** @param at by the monotonic clock */
    private record Look(@Nullable String problem, long at) {}

    private record Source(Encrypted encrypted, int type) {}

    private final String name;
    private final KmsService service;
    private final SecureRandom random;
    private final Time time;
    private final EnvelopeMetrics.Provider metrics;
    private final SingleTimer timer;
    private final Map<Source, Sealer> known = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable CompletableFuture<Look>> looking = new AtomicReference<>();
    private volatile @Nullable State state;
    private volatile @Nullable Look last;
    private volatile Runnable keyChanged = () -> {};

    KmsProvider(String name, KmsService service, SecureRandom random, Time time, EnvelopeMetrics.Provider metrics) {
        this.name = name;
        this.service = service;
        this.random = random;
        this.time = time;
        this.metrics = metrics;
        this.timer = new SingleTimer(time);
        metrics.seeds(known::size);
    }

    /**
     * Asks the plugin for its key, and does so from now on. That it does not answer is no failure: it may start later.
     *
     * @param change called before values are encrypted with a seed under another key
     */
    void start(Runnable change) {
        keyChanged = change;
        periodically();
    }

    private void periodically() {
        Look look = look();
        if (look.problem() != null) {
            LOG.log(Level.WARNING, look.problem());
        }
        Duration pause = look.problem() == null ? PERIOD : state == null ? PERIOD_WITHOUT_KEY : PERIOD_AFTER_FAILURE;
        timer.set(pause, this::periodically);
    }

    /** What is wrong; null when nothing is. Asks the plugin unless it has just answered. */
    @Nullable
    String problem() {
        Look known = last;
        if (known != null) {
            Duration valid = known.problem() == null ? WELL : UNWELL;
            if (time.nanoTime() - known.at() < valid.toNanos()) {
                return known.problem();
            }
        }
        return look().problem();
    }

    /** Asks the plugin; whoever comes meanwhile waits for the same answer. */
    private Look look() {
        CompletableFuture<Look> mine = new CompletableFuture<>();
        CompletableFuture<Look> others = looking.compareAndExchange(null, mine);
        if (others == null) {
            try {
                Look look = new Look(ask(), time.nanoTime());
                last = look;
                mine.complete(look);
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
                throw e;
            } finally {
                looking.set(null);
            }
        }
        try {
            return (others == null ? mine : others).get();
        } catch (ExecutionException e) {
            return new Look(String.valueOf(e.getCause()), time.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Look("interrupted while waiting for KMS Provider " + name, time.nanoTime());
        }
    }

    private @Nullable String ask() {
        KmsService.Status status;
        // Before the call: the life of a seed is counted from when its key was surely the plugin's.
        long expires = time.nanoTime() + LIFE.toNanos();
        try {
            status = service.status();
        } catch (IOException e) {
            return "failed to perform status section of the healthz check for KMS Provider " + name + ", error: "
                    + e.getMessage();
        }
        List<String> wrong = new ArrayList<>();
        if (!status.health().equals("ok")) {
            wrong.add("got unexpected healthz status: " + status.health());
        }
        if (!status.version().equals("v2") && !status.version().equals("v2beta1")) {
            wrong.add("expected KMSv2 API version v2, got " + status.version());
        }
        String keyId = EncryptedObject.wrongKeyId(status.keyId());
        if (!keyId.isEmpty()) {
            wrong.add("got invalid KMSv2 KeyID: " + keyId);
            metrics.invalid(status.keyId().isEmpty());
        } else {
            metrics.named(status.keyId(), time.now());
            String failed = useKey(status.keyId(), expires);
            if (failed != null) {
                wrong.add(failed);
            }
        }
        return wrong.isEmpty()
                ? null
                : "kmsv2 Provider " + name + " is not healthy, error: "
                        + (wrong.size() == 1 ? wrong.getFirst() : "[" + String.join(", ", wrong) + "]");
    }

    /** Lets the seed live on, or makes a new one under this key; what went wrong. */
    private @Nullable String useKey(String keyId, long expires) {
        State current = state;
        if (current != null && current.source().keyId().equals(keyId)) {
            state = new State(current.cipher(), current.source(), expires);
            return null;
        }
        byte[] seed = new byte[SeedCipher.SEED_BYTES];
        random.nextBytes(seed);
        try {
            Encrypted source = service.encrypt(uid(), seed);
            EncryptedObject.check(source);
            SeedCipher cipher = new SeedCipher(seed, random);
            if (current != null) {
                keyChanged.run();
                LOG.log(Level.INFO, () -> "KMS Provider " + name + " has a new key");
            }
            remember(new Source(source, EncryptedObject.SEED), cipher);
            state = new State(cipher, source, expires);
            return null;
        } catch (IOException | GeneralSecurityException e) {
            return "failed to rotate DEK: failed to encrypt DEK, error: " + e.getMessage();
        }
    }

    private void remember(Source source, Sealer cipher) {
        if (known.size() >= KNOWN_LIMIT) {
            known.clear();
        }
        known.put(source, cipher);
    }

    private String uid() {
        byte[] uid = new byte[16];
        random.nextBytes(uid);
        return HexFormat.of().formatHex(uid);
    }

    @Override
    public byte[] seal(byte[] prefix, byte[] plain, byte[] context) {
        State current = state;
        if (current == null) {
            throw refusal("KMS Provider " + name + " has no key yet to encrypt with: " + reason());
        }
        if (time.nanoTime() - current.expires() > 0) {
            throw refusal("the key of KMS Provider " + name
                    + " has not been confirmed for 3 minutes and must not encrypt: " + reason());
        }
        Bytes data = Bytes.ofOwned(current.cipher().seal(new byte[0], plain, context));
        metrics.encrypted(current.source().keyId(), time.now());
        return new EncryptedObject(data, current.source(), EncryptedObject.SEED).encode(prefix);
    }

    private static StatusException refusal(String why) {
        return StatusException.of(500, "InternalError", "Internal error occurred: " + why);
    }

    private String reason() {
        Look known = last;
        return known == null || known.problem() == null ? "it has not been asked" : known.problem();
    }

    @Override
    public byte[] open(byte[] sealed, int prefix, byte[] context) throws GeneralSecurityException {
        try {
            EncryptedObject object = EncryptedObject.decode(sealed, prefix);
            byte[] plain = cipher(new Source(object.source(), object.type()))
                    .open(object.data().shared(), 0, context);
            metrics.decrypted(object.source().keyId(), time.now());
            return plain;
        } catch (IOException e) {
            throw new UnreadableValueException(
                    "the entry " + new String(context, StandardCharsets.UTF_8)
                            + " is encrypted with the kms provider \""
                            + name + "\", which cannot open it: " + e.getMessage()
                            + ". See that the plugin runs and has the key, and start again.",
                    e);
        }
    }

    private Sealer cipher(Source source) throws IOException, GeneralSecurityException {
        Sealer cipher = known.get(source);
        if (cipher == null) {
            byte[] key;
            try {
                key = service.decrypt(uid(), source.encrypted());
            } catch (IOException e) {
                throw new IOException("failed to decrypt DEK, error: " + e.getMessage(), e);
            }
            cipher = source.type() == EncryptedObject.SEED ? new SeedCipher(key, random) : new AesGcm(key, random);
            remember(source, cipher);
        }
        return cipher;
    }

    @Override
    public String version() {
        State current = state;
        return current == null ? "" : current.source().keyId();
    }

    @Override
    public boolean current(byte[] sealed, int prefix) {
        try {
            EncryptedObject object = EncryptedObject.decode(sealed, prefix);
            return object.type() == EncryptedObject.SEED
                    && object.source().keyId().equals(version());
        } catch (IOException e) {
            return false; // it could not be opened either
        }
    }

    @Override
    public void close() {
        timer.close();
        service.close();
    }
}
