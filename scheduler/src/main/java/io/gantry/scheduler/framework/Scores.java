package io.gantry.scheduler.framework;

/** Brings raw scores into the range from 0 to {@link ScorePlugin#MAX}: {@code DefaultNormalizeScore} of the framework. */
public final class Scores {
    private Scores() {}

    /** @param reverse the smallest raw score is the best */
    public static long[] normalize(long[] raw, boolean reverse) {
        long highest = 0;
        for (long score : raw) {
            highest = Math.max(highest, score);
        }
        long[] normalized = new long[raw.length];
        for (int i = 0; i < raw.length; i++) {
            long score = highest == 0 ? 0 : raw[i] * ScorePlugin.MAX / highest;
            normalized[i] = reverse ? ScorePlugin.MAX - score : score;
        }
        return normalized;
    }
}
