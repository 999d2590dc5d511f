package io.gantry.server.flowcontrol;

import io.gantry.server.flowcontrol.SeatAllocation.Claim;

/**
 * How much a priority level wanted lately: rises at once with the demand and goes down slowly, by half in five minutes.
 *
 * @param smoothed in seats
 * @param high the most that was wanted in the last period, in seats
 */
record DemandHistory(double smoothed, int high) {
    static final DemandHistory NONE = new DemandHistory(0, 0);

    /** Kubernetes' weight of the past, for periods of ten seconds. */
    private static final double PAST = 0.977;

    DemandHistory then(SeatDemand.Observed seen) {
        double envelope = seen.average() + seen.deviation();
        return new DemandHistory(Math.max(envelope, PAST * smoothed + (1 - PAST) * envelope), seen.high());
    }

    /** A level keeps as much of its own as it used at some time of the last period, and all that it does not lend. */
    Claim claim(LevelPlan plan) {
        double lower = Math.max(plan.lower(), Math.min(plan.nominal(), high));
        return new Claim(Math.max(lower, smoothed), lower, plan.upper());
    }
}
