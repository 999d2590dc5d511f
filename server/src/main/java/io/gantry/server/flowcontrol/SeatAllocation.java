package io.gantry.server.flowcontrol;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides seats among priority levels by what each of them wants: the borrowing of KEP-1040. Each gets the same fraction of its target,
 * unless that is less than it has to have or more than it may have.
 */
final class SeatAllocation {
    /** Nobody has a smaller target, so that bounds can be divided by it. */
    private static final double LEAST_TARGET = 0.001;

    private static final double CLOSE = 1e-7;

    private SeatAllocation() {}

    /** @param target at least {@code lower}, which is at most {@code upper} */
    record Claim(double target, double lower, double upper) {
        double at(double fraction) {
            return Math.clamp(fraction * Math.max(target, LEAST_TARGET), lower, upper);
        }
    }

    /**
     * The fraction at which the claims add up to {@code seats}; null when there is none, because the lower bounds add up to more or the
     * upper ones to less.
     */
    static @Nullable Double fairFraction(int seats, List<Claim> claims) {
        // The sum grows with the fraction, in straight pieces between the fractions at which one claim reaches one of
        // its bounds.
        double[] bends = new double[2 * claims.size() + 1];
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            double target = Math.max(claim.target, LEAST_TARGET);
            bends[2 * i] = claim.lower / target;
            bends[2 * i + 1] = claim.upper / target;
        }
        Arrays.sort(bends);
        double below = bends[0];
        double sumBelow = sum(below, claims);
        if (sumBelow > seats + CLOSE) {
            return null;
        }
        for (double bend : bends) {
            double sum = sum(bend, claims);
            if (sum >= seats - CLOSE) {
                return sum - sumBelow <= CLOSE ? bend : below + (bend - below) * (seats - sumBelow) / (sum - sumBelow);
            }
            below = bend;
            sumBelow = sum;
        }
        return null;
    }

    private static double sum(double fraction, List<Claim> claims) {
        double sum = 0;
        for (Claim claim : claims) {
            sum += claim.at(fraction);
        }
        return sum;
    }
}
