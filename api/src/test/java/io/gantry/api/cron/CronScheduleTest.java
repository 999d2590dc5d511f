package io.gantry.api.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kolkata");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | 2026-01-01T00:00:00Z | 2026-01-01T00:01:00Z",
                "* * * * * | 2026-01-01T00:00:59.999Z | 2026-01-01T00:01:00Z",
                "*/15 * * * * | 2026-01-01T00:16:00Z | 2026-01-01T00:30:00Z",
                "5/20 * * * * | 2026-01-01T00:26:00Z | 2026-01-01T00:45:00Z",
                "0 9-17/4 * * mon-FRI | 2026-01-02T17:00:00Z | 2026-01-05T09:00:00Z",
                "30 4 1,15 * 5 | 2026-01-02T05:00:00Z | 2026-01-09T04:30:00Z",
                "30 4 */2 * 5 | 2026-01-02T05:00:00Z | 2026-01-03T04:30:00Z",
                "0 0 29 feb ? | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
                "@hourly | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z",
                "@daily | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "@midnight | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "@weekly | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
                "@monthly | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z",
                "@yearly | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z",
                "@every 90m | 2026-01-01T00:00:00.5Z | 2026-01-01T01:30:00Z",
                "@every 10ms | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z",
                "TZ=Asia/Kolkata 0 6 * * * | 2026-01-01T00:00:00Z | 2026-01-01T00:30:00Z",
                "CRON_TZ=Asia/Kolkata @daily | 2026-01-01T00:00:00Z | 2026-01-01T18:30:00Z"
            })
    void next(String schedule, Instant after, Instant next) {
        assertThat(CronSchedule.parse(schedule, ZoneOffset.UTC).next(after)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | empty spec string",
                "* * * * | expected exactly 5 fields, found 4: [* * * *]",
                "60 * * * * | end of range (60) above maximum (59): 60",
                "* * 0 * * | beginning of range (0) below minimum (1): 0",
                "* 5-3 * * * | beginning of range (5) beyond end of range (3): 5-3",
                "*/0 * * * * | step of range should be a positive number: */0",
                "1-2-3 * * * * | too many hyphens: 1-2-3",
                "1/2/3 * * * * | too many slashes: 1/2/3",
                "x * * * * | failed to parse int from x: strconv.Atoi: parsing \"x\": invalid syntax",
                "*/-1 * * * * | negative number (-1) not allowed: -1",
                "99999999999999999999 * * * * | failed to parse int from 99999999999999999999: strconv.Atoi: parsing \"99999999999999999999\": value out of range",
                "@sometimes | unrecognized descriptor: @sometimes",
                "@every x | failed to parse duration @every x: time: invalid duration \"x\"",
                "TZ=Mars/Olympus * * * * * | provided bad location Mars/Olympus: unknown time zone Mars/Olympus"
            })
    void refused(String schedule, String why) {
        assertThatThrownBy(() -> CronSchedule.parse(schedule, ZoneOffset.UTC)).hasMessage(why);
    }

    @Test
    void aDayThatNeverComesIsNone() {
        assertThat(CronSchedule.parse("59 23 31 2 *", ZoneOffset.UTC).next(Instant.EPOCH))
                .isNull();
        assertThat(CronSchedule.parse(", * * * *", ZoneOffset.UTC).next(Instant.EPOCH))
                .isNull();
    }

    @Test
    void whatTheClockSkipsDoesNotHappenAndWhatItShowsTwiceHappensTwice() {
        CronSchedule schedule = CronSchedule.parse("30 2 * * *", ZoneId.of("Europe/Vienna"));
        assertThat(schedule.next(Instant.parse("2026-03-28T02:00:00Z")))
                .as("02:30 does not exist on 29 March")
                .isEqualTo("2026-03-30T00:30:00Z");
        assertThat(schedule.next(Instant.parse("2026-10-24T01:00:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(schedule.next(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void onlyNamesOfTheDatabaseAreZones() {
        assertThat(CronSchedule.zone("")).isEqualTo(ZoneId.of("UTC"));
        assertThat(CronSchedule.zone("Europe/Vienna")).isEqualTo(ZoneId.of("Europe/Vienna"));
        for (String name : List.of("+01:00", "Z", "UTC+1", "europe/vienna", "Mars/Olympus")) {
            assertThatThrownBy(() -> CronSchedule.zone(name)).hasMessage("unknown time zone " + name);
        }
    }

    /** Held against a look at each minute. */
    @Property(tries = 300)
    void nextIsTheFirstMinuteThatFits(@ForAll long seed) {
        var random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        List<Integer> minutes = some(random, 0, 59);
        List<Integer> hours = some(random, 0, 23);
        List<Integer> days = some(random, 1, 31);
        List<Integer> weekdays = some(random, 0, 6);
        CronSchedule schedule =
                CronSchedule.parse(text(minutes) + " " + text(hours) + " " + text(days) + " * " + text(weekdays), zone);
        Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400));

        ZonedDateTime at = start.truncatedTo(ChronoUnit.MINUTES).atZone(zone);
        do {
            at = at.plusMinutes(1);
        } while (!fits(at, minutes, hours, days, weekdays)
                && at.toInstant().isBefore(start.plus(Duration.ofDays(400))));

        assertThat(schedule.next(start)).isEqualTo(at.toInstant());
    }

    private static boolean fits(
            ZonedDateTime at, List<Integer> minutes, List<Integer> hours, List<Integer> days, List<Integer> weekdays) {
        boolean day = days.isEmpty() || days.contains(at.getDayOfMonth());
        boolean weekday = weekdays.isEmpty()
                || weekdays.contains(
                        at.getDayOfWeek() == DayOfWeek.SUNDAY
                                ? 0
                                : at.getDayOfWeek().getValue());
        boolean onDay = days.isEmpty() || weekdays.isEmpty() ? day && weekday : day || weekday;
        return onDay
                && (hours.isEmpty() || hours.contains(at.getHour()))
                && (minutes.isEmpty() || minutes.contains(at.getMinute()));
    }

    /** Empty means all. */
    private static List<Integer> some(Random random, int least, int most) {
        return random.nextInt(3) == 0
                ? List.of()
                : IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(_ -> least + random.nextInt(most - least + 1))
                        .toList();
    }

    private static String text(List<Integer> values) {
        return values.isEmpty() ? "*" : values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
