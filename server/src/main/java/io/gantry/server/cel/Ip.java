package io.gantry.server.cel;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** An IP address. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below, and the array never leaves
record Ip(byte[] bytes) {
    /** @throws IllegalArgumentException when it is none */
    static Ip parse(String text) {
        byte[] bytes = text.indexOf(':') >= 0 ? six(text) : four(text);
        if (bytes.length == 0) {
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

    private static byte[] four(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return new byte[0];
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || (part.length() > 1 && part.startsWith("0")) || Integer.parseInt(part) > 255) {
                return new byte[0];
            }
            bytes[i] = (byte) Integer.parseInt(part);
        }
        return bytes;
    }

    private static byte[] six(String text) {
        byte[] none = new byte[0];
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return none;
        }
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = gap < 0 ? none : groups(text.substring(gap + 2));
        int length = head.length + tail.length;
        boolean wrong = (gap < 0 && length != 16)
                || (gap >= 0 && length > 14)
                || (gap > 0 && head.length == 0)
                || (gap >= 0 && gap + 2 < text.length() && tail.length == 0);
        if (wrong) {
            return none;
        }
        byte[] bytes = new byte[16];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    /** Empty when the text is empty or no list of groups. */
    private static byte[] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[0];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            byte[] next;
            if (part.indexOf('.') >= 0) {
                next = i == parts.length - 1 ? four(part) : new byte[0];
            } else if (!part.isEmpty() && part.length() <= 4 && part.chars().allMatch(c -> HexFormat.isHexDigit(c))) {
                int value = Integer.parseInt(part, 16);
                next = new byte[] {(byte) (value >> 8), (byte) value};
            } else {
                next = new byte[0];
            }
            if (next.length == 0 || bytes.length > 16) {
                return new byte[0];
            }
            byte[] all = Arrays.copyOf(bytes, bytes.length + next.length);
            System.arraycopy(next, 0, all, bytes.length, next.length);
            bytes = all;
        }
        return bytes;
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
        if (bytes.length == 4) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int start = -1;
        int length = 1; // a single group is not shortened
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
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
