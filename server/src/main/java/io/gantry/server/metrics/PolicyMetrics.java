package io.gantry.server.metrics;

/** What the validations of ValidatingAdmissionPolicies came to. Thread-safe. */
public final class PolicyMetrics {
    private static final long[] BOUNDS = {500, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    /** What was wrong with an expression; the names are Kubernetes'. */
    public enum Error {
        NONE("no_error"),
        COMPILE("compile_error"),
        INVALID("invalid_error"),
        OUT_OF_BUDGET("out_of_budget");

        private final String label;

        Error(String label) {
            this.label = label;
        }
    }

    final CounterVector checks = new CounterVector();
    final HistogramVector durations = new HistogramVector(BOUNDS);

    /** @param action what followed: {@code allow}, {@code deny}, {@code audit} or {@code warn} */
    public void checked(String policy, String binding, Error error, String action, long nanos) {
        checks.increment(action, error.label, policy, binding);
        durations.record(nanos, action, error.label, policy, binding);
    }
}
