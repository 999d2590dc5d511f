package io.gantry.api.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 with 128 bits (Aumasson and Bernstein, 2012): equal results mean equal bytes to anybody who does not know
 * the key. Holds the last result; not thread-safe.
 */
final class SipHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long key0;
    private final long key1;
    private long low;
    private long high;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** The lower half of the last result. */
    long low() {
        return low;
    }

    /** The upper half of the last result. */
    long high() {
        return high;
    }

    void hash(byte[] bytes, int from, int length) {
        long a = key0 ^ 0x736f6d6570736575L;
        long b = key1 ^ 0x646f72616e646f6dL ^ 0xee;
        long c = key0 ^ 0x6c7967656e657261L;
        long d = key1 ^ 0x7465646279746573L;
        int end = from + (length & ~7);
        long word;
        for (int at = from; at <= end; at += 8) {
            if (at < end) {
                word = (long) LONGS.get(bytes, at);
            } else {
                word = (long) length << 56;
                for (int i = length & 7; i > 0; i--) {
                    word |= (bytes[end + i - 1] & 0xffL) << (8 * (i - 1));
                }
            }
            d ^= word;
            for (int round = 0; round < 2; round++) {
                a += b;
                b = Long.rotateLeft(b, 13) ^ a;
                a = Long.rotateLeft(a, 32);
                c += d;
                d = Long.rotateLeft(d, 16) ^ c;
                a += d;
                d = Long.rotateLeft(d, 21) ^ a;
                c += b;
                b = Long.rotateLeft(b, 17) ^ c;
                c = Long.rotateLeft(c, 32);
            }
            a ^= word;
        }
        v0 = a;
        v1 = b;
        v2 = c ^ 0xee;
        v3 = d;
        rounds();
        low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds();
        high = v0 ^ v1 ^ v2 ^ v3;
    }

    private void rounds() {
        for (int round = 0; round < 4; round++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
