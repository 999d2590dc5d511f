package io.gantry.server.cel;

import io.gantry.api.types.IpLiteral;
import java.math.BigInteger;
import java.util.Arrays;

/** An IP address. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below, and the array never leaves
record Ip(byte[] bytes) {
    /** @throws IllegalArgumentException when it is none */
    static Ip parse(String text) {
        byte[] bytes = IpLiteral.parse(text);
        if (bytes == null) {
            throw new IllegalArgumentException("IP Address \"" + text + "\" parse error during conversion from string");
        }
        if (bytes.length == 16 && isMapped(bytes)) {
            throw new IllegalArgumentException("IPv4-mapped IPv6 address \"" + text + "\" is not allowed");
        }
        return new Ip(bytes);
    }

    static boolean is(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    long family() {
        return bytes.length == 4 ? 4 : 6;
    }

    BigInteger number() {
        return new BigInteger(1, bytes);
    }

    int bits() {
        return bytes.length * 8;
    }

    boolean unspecified() {
        return number().signum() == 0;
    }

    boolean loopback() {
        return bytes.length == 4 ? bytes[0] == 127 : number().equals(BigInteger.ONE);
    }

    boolean multicast() {
        return bytes.length == 4 ? (bytes[0] & 0xf0) == 0xe0 : bytes[0] == -1;
    }

    boolean linkLocalMulticast() {
        return bytes.length == 4
                ? (bytes[0] & 0xff) == 224 && bytes[1] == 0 && bytes[2] == 0
                : bytes[0] == -1 && (bytes[1] & 0x0f) == 2;
    }

    boolean linkLocalUnicast() {
        return bytes.length == 4
                ? (bytes[0] & 0xff) == 169 && (bytes[1] & 0xff) == 254
                : (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80;
    }

    boolean globalUnicast() {
        boolean broadcast = bytes.length == 4 && number().bitCount() == 32;
        return !unspecified() && !loopback() && !multicast() && !linkLocalUnicast() && !broadcast;
    }

    /** As RFC 5952 writes it. */
    @Override
    public String toString() {
        return IpLiteral.text(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ip ip && Arrays.equals(bytes, ip.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
