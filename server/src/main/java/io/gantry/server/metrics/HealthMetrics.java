package io.gantry.server.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** The outcomes of health checks: {@code /metrics/slis}. Thread-safe. */
public final class HealthMetrics {
    /** The outcomes of one check on one path. */
    public static final class Check {
        private final String name;
        private final String type;
        private final LongAdder successes = new LongAdder();
        private final LongAdder errors = new LongAdder();
        private volatile boolean healthy;

        private Check(String name, String type) {
            this.name = name;
            this.type = type;
        }

        public void observe(boolean good) {
            (good ? successes : errors).increment();
            healthy = good;
        }

        String name() {
            return name;
        }

        String type() {
            return type;
        }

        boolean healthy() {
            return healthy;
        }

        long successes() {
            return successes.sum();
        }

        long errors() {
            return errors.sum();
        }
    }

    private final List<Check> checks = new CopyOnWriteArrayList<>();

    /**
     * @param name the check's, such as {@code etcd}
     * @param type of which path it is a part: {@code healthz}, {@code livez} or {@code readyz}
     */
    public Check check(String name, String type) {
        Check check = new Check(name, type);
        checks.add(check);
        return check;
    }

    List<Check> checks() {
        return checks;
    }
}
