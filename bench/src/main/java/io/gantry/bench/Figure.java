package io.gantry.bench;

import org.jspecify.annotations.Nullable;

/**
 * A measured number.
 *
 * @param subject who was measured: {@code gantry}, or a peer's name
 * @param target what it should reach, or null where there is none (peers, secondary figures)
 */
public record Figure(
        String bench,
        String subject,
        String figure,
        double value,
        String unit,
        @Nullable Target target) {
    /** The subject of everything that is not a peer. */
    public static final String GANTRY = "gantry";

    /** A limit: at least or at most so much. */
    public record Target(Direction direction, double limit) {
        /** Which side of the limit is good. */
        public enum Direction {
            AT_LEAST,
            AT_MOST
        }

        public static Target atLeast(double limit) {
            return new Target(Direction.AT_LEAST, limit);
        }

        public static Target atMost(double limit) {
            return new Target(Direction.AT_MOST, limit);
        }

        boolean isMetBy(double value) {
            return switch (direction) {
                case AT_LEAST -> value >= limit;
                case AT_MOST -> value <= limit;
            };
        }
    }

    public static Figure of(String bench, String figure, double value, String unit, Target target) {
        return new Figure(bench, GANTRY, figure, value, unit, target);
    }

    /** A figure that explains another one and has no target of its own. */
    public static Figure aside(String bench, String figure, double value, String unit) {
        return new Figure(bench, GANTRY, figure, value, unit, null);
    }

    public static Figure ofPeer(String bench, String peer, String figure, double value, String unit) {
        return new Figure(bench, peer, figure, value, unit, null);
    }

    public boolean met() {
        return target == null || target.isMetBy(value);
    }
}
