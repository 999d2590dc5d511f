package io.gantry.server.flowcontrol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Gives each flow a few of many queues, its hand, as if cards were dealt: two flows rarely have the same hand, so that one that fills all
 * of its queues leaves most others a queue of their own.
 */
final class ShuffleSharding {
    private ShuffleSharding() {}

    /** A flow's number, as Kubernetes computes it. */
    static long hash(String flowSchema, String distinguisher) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(flowSchema.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] bytes = digest.digest(distinguisher.getBytes(StandardCharsets.UTF_8));
            long hash = 0;
            for (int i = 7; i >= 0; i--) {
                hash = hash << 8 | (bytes[i] & 0xff);
            }
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Deals {@code handSize} different numbers below {@code queues}, always the same for one hash. The hash is read as a number whose
     * digits have the bases {@code queues}, {@code queues - 1} and so on; a digit says which of the cards that are left is dealt.
     */
    static int[] deal(long hash, int queues, int handSize) {
        int[] digits = new int[handSize];
        long rest = hash;
        for (int i = 0; i < handSize; i++) {
            digits[i] = (int) Long.remainderUnsigned(rest, queues - i);
            rest = Long.divideUnsigned(rest, queues - i);
        }
        int[] hand = new int[handSize];
        for (int i = 0; i < handSize; i++) {
            int card = digits[i];
            for (int j = i - 1; j >= 0; j--) {
                if (card >= digits[j]) {
                    card++;
                }
            }
            hand[i] = card;
        }
        return hand;
    }
}
