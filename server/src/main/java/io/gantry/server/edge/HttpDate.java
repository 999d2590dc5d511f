package io.gantry.server.edge;

import io.gantry.base.Time;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The value of {@code Date}, formatted once a second (RFC 9110, 5.6.7). Java's formatter loads the names of days and months of a
 * locale, which the first answer of a fresh JVM would wait for. Thread-safe.
 */
final class HttpDate {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private record Formatted(long second, String text) {}

    private final Time time;
    private volatile Formatted newest = new Formatted(Long.MIN_VALUE, "");

    HttpDate(Time time) {
        this.time = time;
    }

    String now() {
        long second = time.now().getEpochSecond();
        var formatted = newest;
        if (formatted.second != second) {
            formatted = new Formatted(second, format(second));
            newest = formatted;
        }
        return formatted.text;
    }

    /** @param second of the epoch, in a year of four digits */
    static String format(long second) {
        var date = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        var text = new StringBuilder(29).append(DAYS[date.getDayOfWeek().getValue() - 1]);
        padded(text.append(", "), date.getDayOfMonth());
        text.append(' ').append(MONTHS[date.getMonthValue() - 1]).append(' ').append(date.getYear());
        padded(text.append(' '), date.getHour());
        padded(text.append(':'), date.getMinute());
        padded(text.append(':'), date.getSecond());
        return text.append(" GMT").toString();
    }

    private static void padded(StringBuilder text, int number) {
        if (number < 10) {
            text.append('0');
        }
        text.append(number);
    }
}
