package io.gantry.server.metrics;

import io.gantry.client.QueueStatistics;
import java.util.List;
import java.util.function.Supplier;

/** Everything that an API server counts of itself. Thread-safe. */
public final class ServerMetrics {
    private final RequestMetrics requests = new RequestMetrics();
    private final AdmissionMetrics admission = new AdmissionMetrics();
    private final ConversionMetrics conversions = new ConversionMetrics();
    private final HealthMetrics health = new HealthMetrics();
    private final FlowMetrics flow = new FlowMetrics();
    private final TokenMetrics tokens = new TokenMetrics();
    private final AuditMetrics audit;
    private final ReloadMetrics encryption;
    private final EnvelopeMetrics envelope;
    private volatile Supplier<List<QueueStatistics>> queues = List::of;

    /**
     * @param encryption of the configuration of encryption at rest
     * @param envelope of its KMS plugins
     */
    public ServerMetrics(AuditMetrics audit, ReloadMetrics encryption, EnvelopeMetrics envelope) {
        this.audit = audit;
        this.encryption = encryption;
        this.envelope = envelope;
    }

    public RequestMetrics requests() {
        return requests;
    }

    public AdmissionMetrics admission() {
        return admission;
    }

    public ConversionMetrics conversions() {
        return conversions;
    }

    public HealthMetrics health() {
        return health;
    }

    public FlowMetrics flow() {
        return flow;
    }

    public TokenMetrics tokens() {
        return tokens;
    }

    public AuditMetrics audit() {
        return audit;
    }

    ReloadMetrics encryption() {
        return encryption;
    }

    EnvelopeMetrics envelope() {
        return envelope;
    }

    /** @param newQueues the queues of the loops that run in this process, asked with each scrape */
    public void queues(Supplier<List<QueueStatistics>> newQueues) {
        queues = newQueues;
    }

    List<QueueStatistics> queues() {
        return queues.get();
    }
}
