package io.gantry.server.encryption;

import io.gantry.store.UnreadableValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encryption at rest: what becomes of encoded objects before the store keeps them. Values are encrypted where they are
 * written and opened when the store is loaded; nobody else sees stored bytes. Thread-safe.
 */
public final class Encryption {
    private final Rules rules;
    /** The revisions of entries that would be stored in another way today. */
    private final Map<String, Long> stale = new ConcurrentHashMap<>();

    Encryption(Rules rules) {
        this.rules = rules;
    }

    /** Stores everything as it is. */
    public static Encryption none() {
        return new Encryption(key -> Schemes.IDENTITY);
    }

    /**
     * As a file of {@code EncryptionConfiguration} says, which is read once: a change takes effect with the next start.
     *
     * @throws IOException when the file cannot be read or is wrong; the message says what is
     */
    public static Encryption of(Path file, SecureRandom random) throws IOException {
        return new Encryption(EncryptionFile.read(file, random));
    }

    /**
     * As the file says, which may be edited; without it, secrets are encrypted under a key that is made, and written to the
     * file, before the first is stored.
     *
     * @throws IOException as {@link #of}
     */
    public static Encryption ofOwnFile(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            return new Encryption(new OwnKey(file, random));
        }
        Rules own = OwnFile.read(file, random);
        return own == null ? of(file, random) : new Encryption(own);
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
        if (!schemes.current(stored)) {
            stale.put(key, modRevision);
        }
        return encoded;
    }

    /** Whether an entry should be written again even if nothing in it changes, because it is stored in an outdated way. */
    public boolean isStale(String key, long modRevision) {
        Long revision = stale.get(key);
        return revision != null && revision == modRevision;
    }
}
