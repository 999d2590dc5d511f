package io.gantry.controllers.job;

import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.cron.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The times of a CronJob: those that it missed, and the next. Pure. */
final class CronTimes {
    /** Added to each wait, lest a clock that is set back a little makes a look too early. Kubernetes' value. */
    private static final Duration LATER = Duration.ofMillis(100);

    /**
     * What came since the last start.
     *
     * @param since the time of the last start, or when the CronJob was made, or as far back as its deadline reaches
     * @param latest the newest time that has come; {@code null} when there is none
     * @param missed about how many have come when it is more than the latest alone, otherwise 0
     * @param never whether the schedule names moments that do not exist, as the 31st of February
     */
    record Unmet(Instant since, @Nullable Instant latest, long missed, boolean never) {}

    private CronTimes() {}

    /**
     * @param local the zone of schedules that name none
     * @throws IllegalArgumentException that says what is wrong with the schedule or its zone
     */
    static CronSchedule schedule(CronJob cronJob, ZoneId local) {
        String zone = cronJob.spec().timeZone();
        return CronSchedule.parse(cronJob.spec().schedule(), zone == null ? local : CronSchedule.zone(zone));
    }

    /**
     * Counts by the distance of the first two times, as Kubernetes does: a schedule that has been missed for years costs no
     * more than one that was missed for minutes.
     *
     * @param lastStart the time that a Job was last started for
     * @param deadline whether times that are too late to start for are left out
     */
    static Unmet unmet(
            CronJob cronJob, @Nullable Instant lastStart, CronSchedule schedule, Instant now, boolean deadline) {
        Instant since = lastStart != null
                ? lastStart
                : Objects.requireNonNullElse(cronJob.metadata().creationTimestamp(), now);
        Long seconds = cronJob.spec().startingDeadlineSeconds();
        if (deadline && seconds != null) {
            Instant earliest = before(now, seconds);
            since = earliest.isAfter(since) ? earliest : since;
        }
        Instant first = schedule.next(since);
        Instant second = first == null ? null : schedule.next(first);
        if (first != null && now.isBefore(first)) {
            return new Unmet(since, null, 0, false);
        }
        if (first == null || second == null) {
            return new Unmet(since, null, 0, true);
        }
        if (now.isBefore(second)) {
            return new Unmet(since, first, 0, false);
        }
        long distance = Duration.between(first, second).toSeconds();
        long missed = Duration.between(first, now).toSeconds() / distance + 1;
        // One distance further back than the last, because those of a schedule may differ.
        Instant from = first.plusSeconds((missed - 2) * distance);
        Instant latest = null;
        for (Instant at = schedule.next(from); at != null && !at.isAfter(now); at = schedule.next(at)) {
            latest = at;
        }
        return new Unmet(since, latest, missed, false);
    }

    /** A deadline of centuries is none. */
    private static Instant before(Instant now, long seconds) {
        return seconds >= now.getEpochSecond() ? Instant.EPOCH : now.minusSeconds(seconds);
    }

    /** How long until the next time; {@code null} when none comes. */
    static @Nullable Duration untilNext(
            CronJob cronJob, @Nullable Instant lastStart, CronSchedule schedule, Instant now) {
        Unmet unmet = unmet(cronJob, lastStart, schedule, now, false);
        Instant from = now;
        if (unmet.latest() != null) {
            from = unmet.latest();
        } else if (unmet.missed() == 0 && !unmet.never()) {
            from = unmet.since();
        }
        Instant next = schedule.next(from);
        return next == null ? null : Duration.between(now, next.plus(LATER));
    }
}
