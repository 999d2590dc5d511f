package io.gantry.pki;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** The few values of ASN.1's distinguished encoding (X.690) that keys and certificates are made of. */
final class Der {
    static final byte[] NULL = {0x05, 0x00};
    static final byte[] TRUE = {0x01, 0x01, (byte) 0xff};

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");
    /** From here on two digits of a year do not do (RFC 5280 §4.1.2.5). */
    private static final int LONG_YEARS = 2050;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, join(parts));
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, join(parts));
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return tagged(0x04, content);
    }

    static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whole bytes. */
    static byte[] bits(byte[] content) {
        return tagged(0x03, join(new byte[] {0}, content));
    }

    /** Named bits, the first of them the highest of the lowest byte; zeros at the end are left out. */
    static byte[] flags(int flags) {
        byte[] bytes = flags > 0xff ? new byte[] {(byte) flags, (byte) (flags >> 8)} : new byte[] {(byte) flags};
        int last = bytes[bytes.length - 1] & 0xff;
        int unused = last == 0 ? 0 : Integer.numberOfTrailingZeros(last);
        return tagged(0x03, join(new byte[] {(byte) unused}, bytes));
    }

    /** @param dotted such as {@code 2.5.4.3} */
    static byte[] oid(String dotted) {
        String[] numbers = dotted.split("\\.");
        var content = new ByteArrayOutputStream();
        content.write(40 * Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
        for (int i = 2; i < numbers.length; i++) {
            int number = Integer.parseInt(numbers[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >>> shift != 0) {
                    content.write(0x80 | number >>> shift & 0x7f);
                }
            }
            content.write(number & 0x7f);
        }
        return tagged(0x06, content.toByteArray());
    }

    static byte[] time(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return time.getYear() < LONG_YEARS
                ? tagged(0x17, SHORT.format(time).getBytes(StandardCharsets.US_ASCII))
                : tagged(0x18, LONG.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        if (length > 0xffff) {
            throw new PkiException("nothing of " + length + " bytes belongs into a certificate");
        }
        return join(head, content);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The key itself in a SubjectPublicKeyInfo: SEQUENCE { SEQUENCE algorithm, BIT STRING key }. */
    static byte[] keyOf(byte[] publicKeyInfo) {
        int algorithm = contentOf(publicKeyInfo, 0);
        int bits = contentOf(publicKeyInfo, algorithm) + lengthOf(publicKeyInfo, algorithm);
        int key = contentOf(publicKeyInfo, bits) + 1; // behind the number of unused bits
        return Arrays.copyOfRange(publicKeyInfo, key, publicKeyInfo.length);
    }

    /** Where the content of the value at {@code at} begins. */
    private static int contentOf(byte[] der, int at) {
        return der[at + 1] >= 0 ? at + 2 : at + 2 + (der[at + 1] & 0x7f);
    }

    private static int lengthOf(byte[] der, int at) {
        if (der[at + 1] >= 0) {
            return der[at + 1];
        }
        int length = 0;
        for (int i = at + 2; i < contentOf(der, at); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return length;
    }
}
