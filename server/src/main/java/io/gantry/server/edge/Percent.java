package io.gantry.server.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Percent-decoding of paths and queries (RFC 3986), strict: a broken escape or broken UTF-8 is refused. */
final class Percent {
    private Percent() {}

    /** The decoded segments of {@code /a/b%2Fc/}: "a", "b/c". Empty segments, as of a trailing slash, are left out. */
    static List<String> segments(String rawPath) {
        var segments = new ArrayList<String>(8);
        int start = 0;
        int length = rawPath.length();
        while (start < length) {
            int end = rawPath.indexOf('/', start);
            if (end < 0) {
                end = length;
            }
            if (end > start) {
                segments.add(decode(rawPath, start, end, false));
            }
            start = end + 1;
        }
        return List.copyOf(segments);
    }

    static String decode(String raw, int start, int end, boolean plusIsSpace) {
        int i = start;
        while (i < end && raw.charAt(i) != '%' && (raw.charAt(i) != '+' || !plusIsSpace)) {
            i++;
        }
        if (i == end) {
            return raw.substring(start, end);
        }
        byte[] bytes = new byte[(end - start) * 3];
        int count = 0;
        for (i = start; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < end ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
                if (low < 0) {
                    throw new IllegalArgumentException("invalid URL escape at " + i);
                }
                bytes[count++] = (byte) (high << 4 | low);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes[count++] = ' ';
            } else if (c < 0x80) {
                bytes[count++] = (byte) c;
            } else {
                byte[] encoded = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, bytes, count, encoded.length);
                count += encoded.length;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("URL escapes are not UTF-8", e);
        }
    }
}
