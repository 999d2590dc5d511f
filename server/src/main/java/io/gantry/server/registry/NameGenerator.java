package io.gantry.server.registry;

import java.util.random.RandomGenerator;

/**
 * Names for objects that come with {@code generateName}, and unique ids. The alphabet has no vowels and nothing that
 * looks like another letter, the length is five: {@code k8s.io/apiserver/pkg/storage/names}.
 */
public final class NameGenerator {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;
    /** 63 characters of a DNS label less the suffix. */
    private static final int MAX_BASE_LENGTH = 58;

    private final RandomGenerator random;

    public NameGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** {@code web-} to {@code web-x7k2p}. */
    public String generate(String base) {
        String cut = base.length() > MAX_BASE_LENGTH ? base.substring(0, MAX_BASE_LENGTH) : base;
        StringBuilder name = new StringBuilder(cut);
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    /** A random (version 4) UUID. */
    public String uid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new java.util.UUID(high, low).toString();
    }
}
