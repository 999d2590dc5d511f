package io.gantry.server.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.flowcontrol.QueueSet.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every promise of the queues, over random days of a priority level. */
class QueueSetTest {
    private static final long MILLI = 1_000_000;

    /** A priority level in one thread: arrivals, ends and changes in the order that a seed says. */
    private static final class Day {
        final SplittableRandom random;
        final Seats seats;
        final QueueSet<String> queues;
        final Map<Ticket<String>, Long> served = new HashMap<>();
        final Map<String, Integer> turns = new HashMap<>();
        final List<Ticket<String>> waiting = new ArrayList<>();
        int atOnce;
        long now = 1;

        Day(long seed, int limit, QueueShape shape) {
            this.random = new SplittableRandom(seed);
            this.seats = new Seats(limit, now);
            this.queues = new QueueSet<>(seats, shape, now);
        }

        /** Whether the request is let in or waits. */
        boolean arrive(String flow, SeatEstimate estimate) {
            if (seats.takeAtOnce(estimate.seats(), now)) {
                atOnce += estimate.seats();
                count(flow);
                return true;
            }
            Ticket<String> ticket = queues.offer(flow, estimate, ShuffleSharding.hash("schema", flow), now);
            if (ticket == null) {
                return false;
            }
            waiting.add(ticket);
            dispatch();
            return true;
        }

        void dispatch() {
            Ticket<String> next;
            while ((next = queues.next(now)) != null) {
                waiting.remove(next);
                served.put(next, now);
                count(next.who);
            }
        }

        private void count(String flow) {
            turns.merge(flow, 1, Integer::sum);
        }

        int servedOf(String flow) {
            return turns.getOrDefault(flow, 0);
        }

        void end(Ticket<String> ticket) {
            served.remove(ticket);
            queues.served(ticket, now);
            queues.vacated(ticket, now);
            dispatch();
        }

        /** One of those that came past the queues ends. */
        void endAtOnce(int taken) {
            atOnce -= taken;
            if (seats.give(taken, now)) {
                dispatch();
            }
        }

        void endSomebody() {
            if (atOnce > 0) {
                endAtOnce(1);
            } else if (!served.isEmpty()) {
                end(served.keySet().stream()
                        .skip(random.nextInt(served.size()))
                        .findFirst()
                        .orElseThrow());
            }
        }

        int taken() {
            return atOnce
                    + served.keySet().stream().mapToInt(t -> t.estimate.seats()).sum();
        }
    }

    private static SeatEstimate wide(int seats) {
        return new SeatEstimate(seats, 0, 0);
    }

    @Property(tries = 300)
    void never_more_seats_than_the_limit_and_none_free_while_somebody_waits(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int limit) {
        Day day = new Day(seed, limit, new QueueShape(8, 3, 5));
        for (int i = 0; i < 400; i++) {
            day.now += day.random.nextLong(5 * MILLI);
            switch (day.random.nextInt(5)) {
                case 0, 1, 2 -> day.arrive("flow" + day.random.nextInt(6), SeatEstimate.ONE);
                case 3 -> day.endSomebody();
                default -> {
                    if (!day.waiting.isEmpty()) {
                        Ticket<String> gone = day.waiting.remove(day.random.nextInt(day.waiting.size()));
                        assertThat(day.queues.withdraw(gone, day.now)).isTrue();
                        day.dispatch();
                    }
                }
            }
            assertThat(day.taken()).isEqualTo(day.seats.taken()).isLessThanOrEqualTo(limit);
            assertThat(day.queues.waiting()).isEqualTo(day.waiting.size());
            assertThat(day.seats.waitedFor()).isEqualTo(!day.waiting.isEmpty());
            if (!day.waiting.isEmpty()) {
                assertThat(day.taken()).isEqualTo(limit);
            }
        }
    }

    @Property(tries = 300)
    void wide_requests_keep_to_the_limit_but_for_one_alone(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int limit) {
        Day day = new Day(seed, limit, new QueueShape(8, 3, 5));
        for (int i = 0; i < 300; i++) {
            day.now += day.random.nextLong(5 * MILLI);
            if (day.random.nextInt(3) > 0) {
                day.arrive("flow" + day.random.nextInt(6), wide(1 + day.random.nextInt(15)));
            } else if (day.atOnce > 0) {
                day.endAtOnce(day.atOnce);
            } else {
                day.endSomebody();
            }
            assertThat(day.taken()).isEqualTo(day.seats.taken());
            if (day.taken() > limit) {
                assertThat(day.served.size() + (day.atOnce > 0 ? 1 : 0)).isEqualTo(1);
            }
            if (day.taken() == 0) {
                assertThat(day.waiting).isEmpty();
            }
        }
    }

    @Property(tries = 100)
    void everybody_who_stays_is_served(@ForAll long seed) {
        Day day = new Day(seed, 4, new QueueShape(16, 4, 20));
        for (int i = 0; i < 200; i++) {
            day.now += day.random.nextLong(MILLI);
            day.arrive("flow" + day.random.nextInt(10), wide(1 + day.random.nextInt(3)));
        }
        for (int rounds = 0; day.taken() > 0; rounds++) {
            assertThat(rounds).isLessThan(1000);
            day.now += day.random.nextLong(10 * MILLI);
            if (day.atOnce > 0) {
                day.endAtOnce(day.atOnce);
            } else {
                day.endSomebody();
            }
        }
        assertThat(day.waiting).isEmpty();
        assertThat(day.queues.views()).isEmpty();
        assertThat(day.seats.waitedFor()).isFalse();
    }

    @Property(tries = 50)
    void a_queue_has_no_more_than_its_length(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int length) {
        Day day = new Day(seed, 1, new QueueShape(4, 2, length));
        for (int i = 0; i < 100; i++) {
            day.arrive("flow" + day.random.nextInt(4), SeatEstimate.ONE);
        }
        assertThat(day.queues.views())
                .allSatisfy(view -> assertThat(view.waiting()).hasSizeLessThanOrEqualTo(length));
        // One flow has no more than its hand.
        Day alone = new Day(seed, 1, new QueueShape(64, 6, length));
        long let = 0;
        for (int i = 0; i < 200; i++) {
            let += alone.arrive("elephant", SeatEstimate.ONE) ? 1 : 0;
        }
        assertThat(let).isEqualTo(1 + 6L * length);
    }

    /** Whoever asks for little gets it although somebody else asks for everything, all of the time. */
    @Property(tries = 30)
    void an_elephant_leaves_the_mice_alone(@ForAll long seed) {
        Day day = new Day(seed, 10, new QueueShape(128, 6, 50));
        int[] mice = new int[5];
        Map<String, Long> asked = new HashMap<>();
        long longest = 0;
        for (int step = 0; step < 3000; step++) {
            day.now += MILLI;
            while (day.arrive("elephant", SeatEstimate.ONE)) {
                // until its queues are full
            }
            if (step % 20 == 0) {
                String mouse = "mouse" + step / 20 % mice.length;
                assertThat(day.arrive(mouse, SeatEstimate.ONE)).isTrue();
                asked.put(mouse, day.now);
            }
            // Each request takes ten milliseconds.
            long end = day.now - 10 * MILLI;
            if (step % 10 == 0 && day.atOnce > 0) {
                day.endAtOnce(day.atOnce);
            }
            for (Map.Entry<Ticket<String>, Long> each : List.copyOf(day.served.entrySet())) {
                if (each.getValue() <= end) {
                    day.end(each.getKey());
                }
            }
            for (Ticket<String> each : day.served.keySet()) {
                Long since = asked.remove(each.who);
                if (since != null) {
                    longest = Math.max(longest, day.now - since);
                }
            }
        }
        assertThat(longest).isLessThanOrEqualTo(25 * MILLI);
        assertThat(day.servedOf("elephant")).isGreaterThan(2500);
    }

    /** Two that always ask for more than there is get the same, although the requests of one are five times as long. */
    @Test
    void flows_share_by_work_and_not_by_requests() {
        Day day = new Day(1, 4, new QueueShape(64, 4, 50));
        long[] worked = new long[2];
        for (int step = 0; step < 20_000; step++) {
            day.now += MILLI;
            for (String flow : List.of("long", "short")) {
                while (day.arrive(flow, SeatEstimate.ONE)) {
                    // until its queues are full
                }
            }
            if (day.atOnce > 0) {
                day.endAtOnce(day.atOnce);
            }
            for (Map.Entry<Ticket<String>, Long> each : List.copyOf(day.served.entrySet())) {
                boolean slow = each.getKey().who.equals("long");
                if (day.now - each.getValue() >= (slow ? 10 : 2) * MILLI) {
                    worked[slow ? 0 : 1] += slow ? 10 : 2;
                    day.end(each.getKey());
                }
            }
        }
        assertThat((double) worked[0] / worked[1]).isBetween(0.8, 1.25);
    }

    @Test
    void a_level_without_seats_holds_everybody() {
        Day day = new Day(1, 0, new QueueShape(4, 2, 5));
        assertThat(day.arrive("a", SeatEstimate.ONE)).isTrue();
        assertThat(day.taken()).isZero();
        day.seats.limit(1);
        day.dispatch();
        assertThat(day.taken()).isEqualTo(1);
    }

    @Test
    void who_waits_in_a_queue_that_is_no_more_is_turnsfrom_there() {
        Day day = new Day(1, 1, new QueueShape(64, 8, 5));
        for (int i = 0; i < 20; i++) {
            day.arrive("flow" + i, SeatEstimate.ONE);
        }
        day.queues.reshape(new QueueShape(1, 1, 5));
        assertThat(day.arrive("late", SeatEstimate.ONE)).isTrue();
        while (day.taken() > 0) {
            day.now += MILLI;
            day.endSomebody();
        }
        assertThat(day.waiting).isEmpty();
        assertThat(day.servedOf("late")).isEqualTo(1);
    }
}
