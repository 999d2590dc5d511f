package io.gantry.server.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gantry.server.flowcontrol.SeatAllocation.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeatAllocationTest {
    @Property
    void all_seats_are_given_within_the_bounds(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Claim> claims = new ArrayList<>();
        double low = 0;
        double high = 0;
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            double lower = random.nextInt(3) == 0 ? 0 : random.nextInt(50);
            double upper = lower + random.nextInt(100);
            claims.add(new Claim(lower + random.nextInt(80), lower, upper));
            low += lower;
            high += upper;
        }
        int seats = (int) low + random.nextInt((int) (high - low) + 1);
        Double fraction = SeatAllocation.fairFraction(seats, claims);
        assertThat(fraction).isNotNull();
        double given = 0;
        for (Claim claim : claims) {
            double share = claim.at(fraction);
            assertThat(share).isBetween(claim.lower(), claim.upper());
            given += share;
        }
        assertThat(given).isCloseTo(seats, within(1e-3));
    }

    @Test
    void what_cannot_be_is_said() {
        List<Claim> claims = List.of(new Claim(5, 5, 10), new Claim(5, 5, 10));
        assertThat(SeatAllocation.fairFraction(9, claims)).isNull();
        assertThat(SeatAllocation.fairFraction(21, claims)).isNull();
        assertThat(SeatAllocation.fairFraction(10, claims)).isNotNull();
        assertThat(SeatAllocation.fairFraction(20, claims)).isNotNull();
    }

    /** A level that is idle keeps what it does not lend; who wants more gets the rest by what he wants. */
    @Test
    void who_wants_more_borrows() {
        Claim idle = new Claim(10, 10, 700);
        Claim busy = new Claim(300, 50, 700);
        Claim full = new Claim(100, 50, 60);
        double fraction = SeatAllocation.fairFraction(200, List.of(idle, busy, full));
        assertThat(idle.at(fraction)).isEqualTo(10);
        assertThat(full.at(fraction) + busy.at(fraction)).isCloseTo(190, within(1e-6));
        assertThat(busy.at(fraction)).isGreaterThan(130);
    }

    @Test
    void demand_rises_at_once_and_goes_down_by_half_in_five_minutes() {
        DemandHistory history = DemandHistory.NONE.then(new SeatDemand.Observed(100, 20, 150));
        assertThat(history.smoothed()).isEqualTo(120);
        for (int period = 0; period < 30; period++) {
            history = history.then(new SeatDemand.Observed(0, 0, 0));
        }
        assertThat(history.smoothed()).isBetween(55.0, 65.0);
    }
}
