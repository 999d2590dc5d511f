package io.gantry.api.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The five fields of cron, each as a set of bits. Names every whole minute at which the clock of the zone shows what the
 * fields say: what a clock skips does not happen, and what it shows twice happens twice.
 *
 * <p>A day has to fit both its fields when one of them is a star, and either one otherwise.
 *
 * @param days of the month; the bit {@link #STAR} when the field was a star
 * @param weekdays from Sunday, 0; the bit {@link #STAR} when the field was a star
 */
record CronFields(long minutes, long hours, long days, long months, long weekdays, ZoneId zone)
        implements CronSchedule {
    private static final long STAR = 1L << 63;
    private static final int MAX_YEARS = 5;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** @param names of the values from {@code least} on */
    private record Bounds(int least, int most, List<String> names) {}

    private static final List<Bounds> BOUNDS = List.of(
            new Bounds(0, 59, List.of()),
            new Bounds(0, 23, List.of()),
            new Bounds(1, 31, List.of()),
            new Bounds(1, 12, MONTHS),
            new Bounds(0, 6, DAYS));

    static CronFields parse(String text, ZoneId zone) {
        String stripped = text.strip();
        List<String> fields = stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
        if (fields.size() != BOUNDS.size()) {
            throw new IllegalArgumentException(
                    "expected exactly 5 fields, found " + fields.size() + ": [" + String.join(" ", fields) + "]");
        }
        long[] bits = new long[BOUNDS.size()];
        for (int i = 0; i < bits.length; i++) {
            for (String part : fields.get(i).split(",")) {
                if (!part.isEmpty()) {
                    bits[i] |= part(part, BOUNDS.get(i));
                }
            }
        }
        return new CronFields(bits[0], bits[1], bits[2], bits[3], bits[4], zone);
    }

    private static long part(String part, Bounds bounds) {
        String[] rangeAndStep = part.split("/", -1);
        String[] range = rangeAndStep[0].split("-", -1);
        boolean star = range[0].equals("*") || range[0].equals("?");
        long first = star ? bounds.least() : value(range[0], bounds);
        if (!star && range.length > 2) {
            throw new IllegalArgumentException("too many hyphens: " + part);
        }
        long last = star ? bounds.most() : range.length == 2 ? value(range[1], bounds) : first;
        if (rangeAndStep.length > 2) {
            throw new IllegalArgumentException("too many slashes: " + part);
        }
        long step = 1;
        if (rangeAndStep.length == 2) {
            step = number(rangeAndStep[1]);
            // "5/10" goes on to the end.
            last = range.length == 1 ? bounds.most() : last;
        }
        check(part, first, last, step, bounds);
        long bits = star && step <= 1 ? STAR : 0;
        for (long value = first; value <= last; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private static void check(String part, long first, long last, long step, Bounds bounds) {
        String wrong = null;
        if (first < bounds.least()) {
            wrong = "beginning of range (" + first + ") below minimum (" + bounds.least() + ")";
        } else if (last > bounds.most()) {
            wrong = "end of range (" + last + ") above maximum (" + bounds.most() + ")";
        } else if (first > last) {
            wrong = "beginning of range (" + first + ") beyond end of range (" + last + ")";
        } else if (step == 0) {
            wrong = "step of range should be a positive number";
        }
        if (wrong != null) {
            throw new IllegalArgumentException(wrong + ": " + part);
        }
    }

    private static long value(String text, Bounds bounds) {
        int name = bounds.names().indexOf(text.toLowerCase(Locale.ROOT));
        return name >= 0 ? name + bounds.least() : number(text);
    }

    private static long number(String text) {
        String why = "invalid syntax";
        if (text.matches("[+-]?[0-9]+")) {
            try {
                long number = Long.parseLong(text);
                if (number < 0) {
                    throw new IllegalArgumentException("negative number (" + number + ") not allowed: " + text);
                }
                // Far above any bound, and small enough to be added to.
                return Math.min(number, Integer.MAX_VALUE);
            } catch (NumberFormatException e) {
                why = "value out of range";
            }
        }
        throw new IllegalArgumentException(
                "failed to parse int from " + text + ": strconv.Atoi: parsing \"" + text + "\": " + why);
    }

    @Override
    public @Nullable Instant next(Instant after) {
        ZonedDateTime at = after.truncatedTo(ChronoUnit.MINUTES)
                .plus(1, ChronoUnit.MINUTES)
                .atZone(zone);
        int lastYear = at.getYear() + MAX_YEARS;
        while (at.getYear() <= lastYear) {
            if (!has(months, at.getMonthValue())) {
                at = at.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(zone);
            } else if (!onDay(at)) {
                at = at.toLocalDate().plusDays(1).atStartOfDay(zone);
            } else if (!has(hours, at.getHour())) {
                at = at.plusMinutes(60 - at.getMinute());
            } else if (!has(minutes, at.getMinute())) {
                at = at.plusMinutes(1);
            } else {
                return at.toInstant();
            }
        }
        return null;
    }

    private boolean onDay(ZonedDateTime at) {
        boolean day = has(days, at.getDayOfMonth());
        boolean weekday = has(weekdays, at.getDayOfWeek().getValue() % 7);
        return ((days | weekdays) & STAR) != 0 ? day && weekday : day || weekday;
    }

    private static boolean has(long set, int value) {
        return (set >>> value & 1) != 0;
    }
}
