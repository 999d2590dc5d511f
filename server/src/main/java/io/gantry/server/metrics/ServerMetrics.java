package io.gantry.server.metrics;

/** Everything that an API server counts of itself. */
public final class ServerMetrics {
    private final RequestMetrics requests = new RequestMetrics();
    private final AdmissionMetrics admission = new AdmissionMetrics();
    private final HealthMetrics health = new HealthMetrics();

    public RequestMetrics requests() {
        return requests;
    }

    public AdmissionMetrics admission() {
        return admission;
    }

    public HealthMetrics health() {
        return health;
    }
}
