package io.gantry.node.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * One line of a container's log file, in the format of the container runtime interface: {@code
 * 2026-01-02T03:04:05.678901234Z stdout F text}.
 *
 * @param timestamp as it stands in the file
 * @param partial the text goes on in the next line of the same stream
 * @param start where the text begins in the bytes of the line
 */
record LogLine(String timestamp, String stream, boolean partial, int start) {
    /** {@code null} for what is no such line. */
    static @Nullable LogLine parse(byte[] line, int length) {
        int first = space(line, 0, length);
        int second = first < 0 ? -1 : space(line, first + 1, length);
        int third = second < 0 ? -1 : space(line, second + 1, length);
        if (third < 0) {
            return null;
        }
        String tags = new String(line, second + 1, third - second - 1, StandardCharsets.US_ASCII);
        return new LogLine(
                new String(line, 0, first, StandardCharsets.US_ASCII),
                new String(line, first + 1, second - first - 1, StandardCharsets.US_ASCII),
                tags.startsWith("P"),
                third + 1);
    }

    private static int space(byte[] line, int from, int length) {
        for (int i = from; i < length; i++) {
            if (line[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    boolean before(Instant moment) {
        try {
            return Instant.parse(timestamp).isBefore(moment);
        } catch (DateTimeParseException e) {
            return false; // rather shown than lost
        }
    }
}
