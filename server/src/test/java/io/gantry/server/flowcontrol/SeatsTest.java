package io.gantry.server.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeatsTest {
    @Test
    void many_threads_take_no_more_than_there_are() throws Exception {
        Seats seats = new Seats(3, 0);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (seats.takeAtOnce(1, i)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        seats.give(1, i);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(seats.taken()).isZero();
    }

    @Test
    void nobody_overtakes_who_waits() {
        Seats seats = new Seats(2, 0);
        assertThat(seats.takeAtOnce(2, 0)).isTrue();
        seats.waitFor(2, 0);
        assertThat(seats.give(1, 0)).isTrue();
        assertThat(seats.takeAtOnce(1, 0)).isFalse();
        assertThat(seats.takeInTurn(2)).isFalse();
        seats.give(1, 0);
        assertThat(seats.takeInTurn(2)).isTrue();
        assertThat(seats.waitedFor()).isFalse();
        assertThat(seats.give(2, 0)).isFalse();
    }

    /** Against the plain sum over all pieces of time. */
    @Property(tries = 100)
    void what_was_wanted_is_averaged_over_time(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long start = random.nextLong(1L << 60);
        long now = start;
        Seats seats = new Seats(1000, now);
        double sum = 0;
        double squares = 0;
        int demand = 0;
        int high = 0;
        for (int i = 0; i < 200; i++) {
            long passed = random.nextLong(50_000_000);
            sum += (double) demand * passed;
            squares += (double) demand * demand * passed;
            now += passed;
            int change = 1 + random.nextInt(9);
            if (random.nextBoolean()) {
                seats.waitFor(change, now);
                demand += change;
            } else if (demand >= change) {
                seats.giveUp(change, now);
                demand -= change;
            }
            high = Math.max(high, demand);
        }
        double average = sum / (now - start);
        SeatDemand.Observed seen = seats.observe(now);
        assertThat(seen.average()).isCloseTo(average, within(1e-6));
        assertThat(seen.deviation())
                .isCloseTo(Math.sqrt(Math.max(0, squares / (now - start) - average * average)), within(1e-3));
        assertThat(seen.high()).isEqualTo(high);
        SeatDemand.Observed after = seats.observe(now + 1_000_000);
        assertThat(after.average()).isCloseTo(demand, within(1e-9));
        assertThat(after.high()).isEqualTo(demand);
    }
}
