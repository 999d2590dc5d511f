package io.gantry.server.encryption;

import io.gantry.api.codec.DecodeException;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.config.FileWatch;
import io.gantry.server.metrics.EnvelopeMetrics;
import io.gantry.server.metrics.ReloadMetrics;
import io.gantry.store.UnreadableValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encryption at rest: what becomes of encoded objects before the store keeps them. Values are encrypted where they are
 * written and opened when the store is loaded; nobody else sees stored bytes. Thread-safe.
 */
public final class Encryption implements Cancellable {
    /**
     * Whether a KMS plugin is well.
     *
     * @param name as in {@code /readyz}
     * @param problem null when there is none
     */
    public record Check(String name, Supplier<@Nullable String> problem) {}

    /** A file that is looked at again, and what it said first. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, compared by nobody
    private record Watched(Path file, byte[] content, SecureRandom random) {}

    private final Time time;
    private final Staleness staleness;
    private final ReloadMetrics reloads = new ReloadMetrics();
    private final EnvelopeMetrics envelope;
    private final @Nullable Watched watched;
    private volatile Rules rules;
    private volatile @Nullable Cancellable watch;

    private Encryption(Rules rules, Time time, EnvelopeMetrics envelope, @Nullable Watched watched) {
        this.rules = rules;
        this.envelope = envelope;
        this.time = time;
        this.staleness = new Staleness(time);
        this.watched = watched;
    }

    /** Stores everything as it is. */
    public static Encryption none() {
        return new Encryption(key -> Schemes.IDENTITY, Time.system(), new EnvelopeMetrics(), null);
    }

    /**
     * As a file of {@code EncryptionConfiguration} says, which is read once: a change takes effect with the next start.
     *
     * @throws IOException when the file cannot be read or is wrong; the message says what is
     */
    public static Encryption of(Path file, SecureRandom random, Time time) throws IOException {
        EnvelopeMetrics envelope = new EnvelopeMetrics();
        return new Encryption(read(file, Files.readAllBytes(file), random, time, envelope), time, envelope, null);
    }

    /**
     * The same, and the file is looked at each minute: what is new in it is used at once.
     *
     * @throws IOException as {@link #of}
     */
    public static Encryption reloading(Path file, SecureRandom random, Time time) throws IOException {
        byte[] content = Files.readAllBytes(file);
        EnvelopeMetrics envelope = new EnvelopeMetrics();
        return new Encryption(
                read(file, content, random, time, envelope), time, envelope, new Watched(file, content, random));
    }

    private static Rules read(Path file, byte[] content, SecureRandom random, Time time, EnvelopeMetrics envelope)
            throws IOException {
        try {
            return EncryptionFile.read(content, file.toString(), random, time, envelope);
        } catch (DecodeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * As the file says, which may be edited; without it, secrets are encrypted under a key that is made, and written to the
     * file, before the first is stored.
     *
     * @throws IOException as {@link #of}
     */
    public static Encryption ofOwnFile(Path file, SecureRandom random, Time time) throws IOException {
        if (!Files.exists(file)) {
            return new Encryption(new OwnKey(file, random), time, new EnvelopeMetrics(), null);
        }
        Rules own = OwnFile.read(file, random);
        return own == null ? of(file, random, time) : new Encryption(own, time, new EnvelopeMetrics(), null);
    }

    /** To be called before the store is opened: asks KMS plugins for their keys, and watches the file. */
    public void start() {
        start(rules);
        Watched file = watched;
        if (file != null) {
            watch = FileWatch.start(file.file(), file.content(), this::reload, time);
        }
    }

    private void start(Rules started) {
        started.providers().forEach(provider -> provider.start(() -> staleness.changes(started)));
    }

    /** What a changed file says is used if it is right and all its plugins are well; otherwise all stays as it is. */
    private void reload(byte[] content) throws IOException {
        Watched file = Objects.requireNonNull(watched, "only a watched file changes");
        Rules next;
        try {
            next = EncryptionFile.read(content, file.file().toString(), file.random(), time, envelope);
        } catch (DecodeException e) {
            reloads.failed(time.now());
            throw e;
        }
        start(next);
        String problem = problem(next);
        if (problem != null) {
            close(next);
            reloads.failed(time.now());
            throw new IOException("health check for new transformers failed: " + problem);
        }
        Rules before = rules;
        staleness.changes(before);
        rules = next;
        reloads.succeeded(time.now());
        time.schedule(Staleness.ON_THE_WAY, () -> close(before));
    }

    private static @Nullable String problem(Rules rules) {
        List<String> problems = new ArrayList<>();
        for (KmsProvider provider : rules.providers()) {
            String problem = provider.problem();
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems.isEmpty() ? null : String.join("\n", problems);
    }

    /** The health checks: one for each KMS plugin, or one for all of them where they may change. */
    public List<Check> checks() {
        if (watched != null) {
            return List.of(new Check("kms-providers", () -> problem(rules)));
        }
        List<Check> checks = new ArrayList<>();
        for (KmsProvider provider : rules.providers()) {
            checks.add(new Check("kms-provider-" + checks.size(), provider::problem));
        }
        return checks;
    }

    /** How often a changed file was used, and was not. */
    public ReloadMetrics reloads() {
        return reloads;
    }

    /** What KMS plugins were asked, and which of their keys were used. */
    public EnvelopeMetrics envelope() {
        return envelope;
    }

    /** What the store keeps for an encoded object under this key. */
    public byte[] seal(String key, byte[] encoded) {
        return rules.toWrite(key).seal(key, encoded);
    }

    /**
     * The encoded object that is stored under this key.
     *
     * @param modRevision of the entry
     * @throws UnreadableValueException without the right key, or when the value was changed or moved
     */
    public byte[] open(String key, byte[] stored, long modRevision) {
        Schemes schemes = rules.of(key);
        byte[] encoded = schemes.open(key, stored);
        staleness.committed(modRevision);
        if (!schemes.current(stored)) {
            staleness.outdated(key, modRevision);
        }
        return encoded;
    }

    /** To be called with each revision that the store gets. */
    public void committed(long revision) {
        staleness.committed(revision);
    }

    /** Whether an entry should be written again even if nothing in it changes, because it is stored in an outdated way. */
    public boolean isStale(String key, long modRevision) {
        return staleness.isStale(key, modRevision, rules);
    }

    private static void close(Rules rules) {
        rules.providers().forEach(KmsProvider::close);
    }

    @Override
    public void close() {
        Cancellable watching = watch;
        if (watching != null) {
            watching.close();
        }
        close(rules);
    }
}
