package io.gantry.api.cron;

import io.gantry.api.codec.Scalars;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import org.jspecify.annotations.Nullable;

/**
 * When something is to be done again and again, as a cron job's {@code schedule} says it: five fields, one of the words
 * that begin with {@code @}, or {@code @every} with a duration. Immutable.
 *
 * <p>Syntax, meaning and error texts are those of the Go library {@code robfig/cron} v3, which Kubernetes uses.
 */
public sealed interface CronSchedule permits CronFields, CronSchedule.Every {
    /** The next moment after the given one; {@code null} when there is none within five years. */
    @Nullable
    Instant next(Instant after);

    /**
     * After each interval, counted from the last time.
     *
     * @param interval whole seconds, at least one
     */
    record Every(Duration interval) implements CronSchedule {
        public Every {
            interval = interval.compareTo(Duration.ofSeconds(1)) < 0
                    ? Duration.ofSeconds(1)
                    : interval.truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public Instant next(Instant after) {
            return after.truncatedTo(ChronoUnit.SECONDS).plus(interval);
        }
    }

    /**
     * Reads a schedule.
     *
     * @param zone whose clock the fields are about, unless the text begins with {@code TZ=} or {@code CRON_TZ=}
     * @throws IllegalArgumentException that says what is wrong
     */
    static CronSchedule parse(String text, ZoneId zone) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty spec string");
        }
        if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
            int end = text.indexOf(' ');
            if (end < 0) {
                throw new IllegalArgumentException("no fields after the time zone: " + text);
            }
            String name = text.substring(text.indexOf('=') + 1, end);
            ZoneId named;
            try {
                named = zone(name);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("provided bad location " + name + ": " + e.getMessage(), e);
            }
            return withoutZone(text.substring(end).strip(), named);
        }
        return withoutZone(text, zone);
    }

    private static CronSchedule withoutZone(String text, ZoneId zone) {
        if (!text.startsWith("@")) {
            return CronFields.parse(text, zone);
        }
        String fields = switch (text) {
            case "@yearly", "@annually" -> "0 0 1 1 *";
            case "@monthly" -> "0 0 1 * *";
            case "@weekly" -> "0 0 * * 0";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@hourly" -> "0 * * * *";
            default -> "";
        };
        if (!fields.isEmpty()) {
            return CronFields.parse(fields, zone);
        }
        String every = "@every ";
        if (!text.startsWith(every)) {
            throw new IllegalArgumentException("unrecognized descriptor: " + text);
        }
        try {
            return new Every(Scalars.parseDuration(text.substring(every.length())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("failed to parse duration " + text + ": " + e.getMessage(), e);
        }
    }

    /**
     * A zone of the tz database by its name; "" is UTC. Offsets, and what Java knows beyond the database, are no names.
     *
     * @throws IllegalArgumentException when there is none by that name
     */
    static ZoneId zone(String name) {
        if (name.isEmpty()) {
            return ZoneId.of("UTC");
        }
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("unknown time zone " + name);
        }
        return ZoneId.of(name);
    }
}
