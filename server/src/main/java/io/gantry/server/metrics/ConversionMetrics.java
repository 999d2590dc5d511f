package io.gantry.server.metrics;

/** Questions to conversion webhooks. Thread-safe. */
public final class ConversionMetrics {
    /** What was wrong with an answer; the names are Kubernetes'. */
    public enum Failure {
        NONE(""),
        CALL("conversion_webhook_call_failure"),
        PARTIAL_RESPONSE("conversion_webhook_partial_response_failure"),
        INVALID_OBJECT("conversion_webhook_invalid_converted_object_failure");

        private final String label;

        Failure(String label) {
            this.label = label;
        }
    }

    private static final long[] BOUNDS = RequestSeries.millis(
            5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 45_000, 60_000);
    /** From 1 ms on, each twice the one before. */
    private static final long[] DEFINITION_BOUNDS =
            RequestSeries.millis(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384);

    final CounterVector requests = new CounterVector();
    final HistogramVector durations = new HistogramVector(BOUNDS);
    final HistogramVector definitions = new HistogramVector(DEFINITION_BOUNDS);

    /**
     * A webhook was asked.
     *
     * @param definition the name of the CustomResourceDefinition
     */
    public void asked(String definition, String from, String to, Failure failure, long nanos) {
        boolean good = failure == Failure.NONE;
        String result = good ? "success" : "failure";
        requests.increment(failure.label, result);
        durations.record(nanos, failure.label, result);
        definitions.record(nanos, definition, from, to, Boolean.toString(good));
    }
}
