package io.gantry.server.metrics;

/** Everything that an API server counts of itself. */
public final class ServerMetrics {
    private final RequestMetrics requests = new RequestMetrics();
    private final AdmissionMetrics admission = new AdmissionMetrics();
    private final HealthMetrics health = new HealthMetrics();
    private final FlowMetrics flow = new FlowMetrics();
    private final AuditMetrics audit;
    private final ReloadMetrics encryption;

    /** @param encryption of the configuration of encryption at rest */
    public ServerMetrics(AuditMetrics audit, ReloadMetrics encryption) {
        this.audit = audit;
        this.encryption = encryption;
    }

    public RequestMetrics requests() {
        return requests;
    }

    public AdmissionMetrics admission() {
        return admission;
    }

    public HealthMetrics health() {
        return health;
    }

    public FlowMetrics flow() {
        return flow;
    }

    public AuditMetrics audit() {
        return audit;
    }

    ReloadMetrics encryption() {
        return encryption;
    }
}
