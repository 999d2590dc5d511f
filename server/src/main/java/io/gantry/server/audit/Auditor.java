package io.gantry.server.audit;

import io.gantry.base.Time;
import io.gantry.server.audit.AuditPolicy.Decision;
import io.gantry.server.edge.Exchange;
import io.gantry.server.metrics.AuditMetrics;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records requests as a policy says. Opened and closed by one thread; the rest is thread-safe. */
public final class Auditor implements AutoCloseable {
    private final AuditPolicy policy;
    private final List<AuditQueue> queues;
    private final AuditMetrics metrics;
    private final Time time;

    private Auditor(AuditPolicy policy, List<AuditQueue> queues, AuditMetrics metrics, Time time) {
        this.policy = policy;
        this.queues = queues;
        this.metrics = metrics;
        this.time = time;
    }

    /** @throws IOException when the log cannot be written */
    public static Auditor open(AuditOptions options, Time time) throws IOException {
        AuditMetrics metrics = new AuditMetrics();
        List<AuditQueue> queues = new ArrayList<>();
        AuditOptions.Log log = options.log();
        if (log != null) {
            queues.add(
                    new AuditQueue(AuditLog.open(log, time), log.mode(), log.batch(), log.truncate(), metrics, time));
        }
        AuditOptions.Webhook webhook = options.webhook();
        if (webhook != null) {
            queues.add(new AuditQueue(
                    new AuditWebhook(webhook.receiver(), webhook.initialBackoff(), time),
                    webhook.mode(),
                    webhook.batch(),
                    webhook.truncate(),
                    metrics,
                    time));
        }
        return new Auditor(options.policy(), queues, metrics, time);
    }

    /** What was recorded, and what was lost. */
    public AuditMetrics metrics() {
        return metrics;
    }

    /** What is to be recorded of a request from somebody who is known; null for nothing. */
    public @Nullable RequestAudit begin(Origin origin, String auditId, UserInfo user, RequestInfo info) {
        Decision decision = policy.decide(user, info);
        return decision.level() == AuditLevel.NONE
                ? null
                : new RequestAudit(this, origin, auditId, user, info, decision, time);
    }

    /** The same, of a request whose credentials are no good. */
    public @Nullable RequestAudit refused(Exchange exchange, String auditId, RequestInfo info) {
        Decision decision = policy.decide(null, info);
        return decision.level() == AuditLevel.NONE
                ? null
                : new RequestAudit(this, Origin.of(exchange), auditId, null, info, decision, time);
    }

    /** False when a backend must have the event and has not. */
    boolean record(AuditEvent event) {
        metrics.recorded();
        boolean kept = true;
        for (AuditQueue queue : queues) {
            kept &= queue.take(event) || !queue.strict();
        }
        return kept;
    }

    @Override
    public void close() throws IOException {
        for (AuditQueue queue : queues) {
            queue.close();
        }
    }
}
