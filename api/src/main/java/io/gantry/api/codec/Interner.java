package io.gantry.api.codec;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal parts of decoded objects the same object: what was read once is found again by its encoded bytes, before
 * they are parsed.
 *
 * <p>Two bounded tables, one of values by a keyed hash of their bytes and one of texts. A full table forgets: then a part
 * exists twice, nothing worse. Reading takes no lock; entries are immutable and a reader that misses a new one only parses
 * once more. Values are told apart by 96 bits of SipHash under a random key, not by their bytes: at a million entries a
 * pod's bytes would be a tenth of its memory, while two values are mixed up less often than memory fails, and nobody who
 * does not know the key can provoke it.
 */
public final class Interner {
    /** Longer slices are the payload of one object (data of config maps), not parts that objects share. */
    static final int MAX_SLICE = 16 << 10;
    /** Longer texts are messages and payload. */
    static final int MAX_STRING = 128;

    /** How many neighbouring places an entry may have. */
    private static final int WAYS = 8;

    private static final int FIRST_SIZE = 1024;

    /** @param length of the encoded bytes, which stands for the memory that the value takes */
    private record Entry(long low, int high, int length, Object key, Object value) {}

    private final long key0;
    private final long key1;
    private final int maxEntries;
    private final long maxBytes;
    /** Hashes of what was seen once; written by all threads, as any content of it is right. */
    private final int[] seenOnce = new int[1 << 16];

    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Entry[] entries = new @Nullable Entry[FIRST_SIZE];
    private volatile @Nullable String[] strings = new @Nullable String[FIRST_SIZE];
    private int entryCount;
    private int stringCount;
    private long bytes;
    private int victim;

    /**
     * @param maxEntries how many parts, and how many texts, are remembered at most
     * @param maxBytes bound of the parts' encoded sizes in sum: the table alone must not keep more alive than this
     */
    public Interner(int maxEntries, long maxBytes) {
        if (maxEntries < FIRST_SIZE) {
            throw new IllegalArgumentException("maxEntries must be at least " + FIRST_SIZE + ", not " + maxEntries);
        }
        this.maxEntries = Integer.highestOneBit(maxEntries);
        this.maxBytes = maxBytes;
        SecureRandom random = new SecureRandom();
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    /** For a control plane of up to about a million pods: 1 Mi entries, parts of 512 MiB at most. */
    public static Interner large() {
        return new Interner(1 << 20, 512L << 20);
    }

    /** A hash for one reader. */
    SipHash hash() {
        return new SipHash(key0, key1);
    }

    /** The value that was read before from bytes with this hash under the same key. */
    @SuppressWarnings("ReferenceEquality") // keys are rows of tables, which are only the same if they are one
    @Nullable
    Object find(SipHash hash, Object key) {
        @Nullable Entry[] table = entries;
        int mask = table.length - 1;
        long low = hash.low();
        for (int i = 0; i < WAYS; i++) {
            Entry entry = table[((int) low + i) & mask];
            if (entry != null && entry.low == low && entry.high == (int) hash.high() && entry.key == key) {
                return entry.value;
            }
        }
        return null;
    }

    /**
     * Whether the hash was asked for before, most likely. What is seen once only is not worth its place in the table; a
     * wrong answer costs nothing but that.
     */
    boolean seenBefore(SipHash hash) {
        int at = (int) (hash.low() >>> 48);
        boolean seen = seenOnce[at] == (int) hash.low();
        seenOnce[at] = (int) hash.low();
        return seen;
    }

    /**
     * Remembers a value; returns the one that another thread has remembered meanwhile, if any.
     *
     * @param length of the encoded bytes
     */
    @SuppressWarnings("ReferenceEquality") // it is that very entry that must stay
    Object add(SipHash hash, Object key, int length, Object value) {
        Entry added = new Entry(hash.low(), (int) hash.high(), length, key, value);
        writing.lock();
        try {
            Object known = find(hash, key);
            if (known != null) {
                return known;
            }
            if (entryCount > entries.length / 4 * 3 && entries.length < maxEntries * 2) {
                grow();
            }
            put(entries, added);
            for (int evicted = 0; bytes > maxBytes && evicted < entries.length; evicted++) {
                int at = victim++ & entries.length - 1;
                Entry old = entries[at];
                if (old != null && old != added) {
                    entries[at] = null;
                    bytes -= old.length;
                    entryCount--;
                }
            }
            return value;
        } finally {
            writing.unlock();
        }
    }

    private void put(@Nullable Entry[] table, Entry added) {
        int mask = table.length - 1;
        bytes += added.length;
        for (int i = 0; i < WAYS; i++) {
            int at = ((int) added.low + i) & mask;
            if (table[at] == null) {
                table[at] = added;
                entryCount++;
                return;
            }
        }
        int at = ((int) added.low + (victim++ & WAYS - 1)) & mask;
        Entry old = table[at];
        table[at] = added;
        bytes -= old == null ? 0 : old.length;
    }

    private void grow() {
        @Nullable Entry[] old = entries;
        @Nullable Entry[] larger = new @Nullable Entry[old.length * 2];
        entryCount = 0;
        bytes = 0;
        for (Entry entry : old) {
            if (entry != null) {
                put(larger, entry);
            }
        }
        entries = larger;
    }

    /** The text of these bytes, which must be UTF-8. */
    String string(byte[] bytes, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, from, length, StandardCharsets.UTF_8);
            }
            hash = 31 * hash + bytes[i]; // what String.hashCode gives for ASCII
        }
        int spread = spread(hash);
        @Nullable String[] table = strings;
        int mask = table.length - 1;
        for (int i = 0; i < WAYS; i++) {
            String known = table[(spread + i) & mask];
            if (known != null && known.hashCode() == hash && equal(known, bytes, from, length)) {
                return known;
            }
        }
        return addString(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
    }

    private static boolean equal(String text, byte[] bytes, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B1;
        return mixed ^ mixed >>> 15;
    }

    private String addString(String text) {
        writing.lock();
        try {
            int spread = spread(text.hashCode());
            for (int i = 0; i < WAYS; i++) {
                String known = strings[(spread + i) & strings.length - 1];
                if (text.equals(known)) {
                    return known;
                }
            }
            if (stringCount > strings.length / 4 * 3 && strings.length < maxEntries * 2) {
                @Nullable String[] old = strings;
                @Nullable String[] larger = new @Nullable String[old.length * 2];
                stringCount = 0;
                for (String moved : old) {
                    if (moved != null) {
                        putString(larger, moved);
                    }
                }
                strings = larger;
            }
            putString(strings, text);
            return text;
        } finally {
            writing.unlock();
        }
    }

    private void putString(@Nullable String[] table, String text) {
        int spread = spread(text.hashCode());
        for (int i = 0; i < WAYS; i++) {
            int at = (spread + i) & table.length - 1;
            if (table[at] == null) {
                table[at] = text;
                stringCount++;
                return;
            }
        }
        table[(spread + (victim++ & WAYS - 1)) & table.length - 1] = text;
    }
}
