package io.gantry.server.edge;

import io.gantry.base.Time;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of {@code Date}, formatted once a second. Thread-safe. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Formatted(long second, String text) {}

    private final Time time;
    private volatile Formatted newest = new Formatted(Long.MIN_VALUE, "");

    HttpDate(Time time) {
        this.time = time;
    }

    String now() {
        var now = time.now();
        var formatted = newest;
        if (formatted.second != now.getEpochSecond()) {
            formatted = new Formatted(now.getEpochSecond(), FORMAT.format(now));
            newest = formatted;
        }
        return formatted.text;
    }
}
