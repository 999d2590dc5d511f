package io.gantry.api.types;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** IP addresses as text. Never asks a name server. Pure. */
public final class IpLiteral {
    private IpLiteral() {}

    /** The 4 or 16 bytes of an address; null when the text is none: no shorter forms, leading zeros or zones. */
    public static byte @Nullable [] parse(String text) {
        byte[] bytes = text.indexOf(':') >= 0 ? six(text) : four(text);
        return bytes.length == 0 ? null : bytes;
    }

    /**
     * An address as RFC 5952 writes it: small letters, no leading zeros, the longest run of two or more zero groups as {@code
     * ::}.
     *
     * @param address of 4 or 16 bytes
     */
    public static String text(byte[] address) {
        if (address.length == 4) {
            return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "."
                    + (address[3] & 0xff);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
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
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        byte[] tail = gap < 0 ? none : groups(text.substring(gap + 2), true);
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

    /**
     * Empty when the text is empty or no list of groups.
     *
     * @param last whether the address ends with them, and so may end like one of version 4
     */
    private static byte[] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[0];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            byte[] next;
            if (part.indexOf('.') >= 0) {
                next = last && i == parts.length - 1 ? four(part) : new byte[0];
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
}
