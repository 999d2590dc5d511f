package io.gantry.api.validation;

import io.gantry.api.codec.Scalars;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The syntax of a cron job's schedule: five fields, or one of the words that begin with {@code @}. */
final class CronSyntax {
    private static final List<String> WORDS =
            List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private record Bounds(int least, int most, List<String> names, int firstName) {}

    private static final List<Bounds> FIELDS = List.of(
            new Bounds(0, 59, List.of(), 0),
            new Bounds(0, 23, List.of(), 0),
            new Bounds(1, 31, List.of(), 0),
            new Bounds(1, 12, MONTHS, 1),
            new Bounds(0, 6, DAYS, 0));

    private CronSyntax() {}

    /** What is wrong; empty when nothing is. */
    static List<String> check(String schedule) {
        if (schedule.startsWith("@")) {
            if (WORDS.contains(schedule)) {
                return List.of();
            }
            if (schedule.startsWith("@every ")) {
                try {
                    Scalars.parseDuration(schedule.substring("@every ".length()));
                    return List.of();
                } catch (IllegalArgumentException e) {
                    return List.of("failed to parse duration " + schedule + ": " + e.getMessage());
                }
            }
            return List.of("unrecognized descriptor: " + schedule);
        }
        String[] fields = schedule.strip().split("\\s+");
        if (fields.length != FIELDS.size()) {
            return List.of(
                    "expected exactly 5 fields, found " + fields.length + ": [" + String.join(" ", fields) + "]");
        }
        for (int i = 0; i < fields.length; i++) {
            for (String part : fields[i].split(",", -1)) {
                String wrong = part(part, FIELDS.get(i));
                if (wrong != null) {
                    return List.of(wrong);
                }
            }
        }
        return List.of();
    }

    private static @Nullable String part(String part, Bounds bounds) {
        String[] steps = part.split("/", -1);
        if (steps.length > 2) {
            return "too many slashes: " + part;
        }
        if (steps.length == 2) {
            Integer step = number(steps[1], new Bounds(0, Integer.MAX_VALUE, List.of(), 0));
            if (step == null) {
                return "failed to parse number: " + steps[1];
            }
            if (step == 0) {
                return "step of range should be a positive number: " + part;
            }
        }
        if (steps[0].equals("*") || steps[0].equals("?")) {
            return null;
        }
        String[] range = steps[0].split("-", -1);
        if (range.length > 2) {
            return "too many hyphens: " + part;
        }
        Integer first = number(range[0], bounds);
        Integer last = range.length == 2 ? number(range[1], bounds) : first;
        if (first == null || last == null) {
            return "failed to parse int from " + steps[0];
        }
        if (first < bounds.least()) {
            return "beginning of range (" + first + ") below minimum (" + bounds.least() + "): " + part;
        }
        if (last > bounds.most()) {
            return "end of range (" + last + ") above maximum (" + bounds.most() + "): " + part;
        }
        return first > last ? "beginning of range (" + first + ") beyond end of range (" + last + "): " + part : null;
    }

    private static @Nullable Integer number(String text, Bounds bounds) {
        int name = bounds.names().indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + bounds.firstName();
        }
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }
}
