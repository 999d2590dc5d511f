package io.gantry.server.local;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.client.Patch;
import io.gantry.server.audit.Auditor;
import io.gantry.server.audit.RequestAudit;
import io.gantry.server.metrics.DryRun;
import io.gantry.server.metrics.RequestMetrics;
import io.gantry.server.metrics.RequestSeries;
import io.gantry.server.metrics.Scope;
import io.gantry.server.metrics.Verb;
import io.gantry.server.registry.NameGenerator;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What clients in this process ask: counted, and recorded where there is an audit, as if it came over the network. Without
 * an audit a call costs a look-up and the increment of a counter more. Thread-safe.
 */
public final class LocalRequests {
    private final RequestMetrics metrics;
    private final @Nullable Auditor auditor;
    private final NameGenerator names;

    /** @param auditor null when nothing is recorded */
    public LocalRequests(RequestMetrics metrics, @Nullable Auditor auditor, NameGenerator names) {
        this.metrics = metrics;
        this.auditor = auditor;
        this.names = names;
    }

    /**
     * Who asks.
     *
     * @param agent what the client calls itself
     */
    record Caller(UserInfo user, String agent) {}

    /**
     * What is asked.
     *
     * @param verb as the audit has it, such as {@code deletecollection}
     * @param counted the same as the metrics have it
     * @param code of an answer that is no failure
     */
    record Asked(
            Kind<?> kind,
            String verb,
            Verb counted,
            String namespace,
            String name,
            String subresource,
            boolean dryRun,
            int code) {
        static Asked read(Kind<?> kind, String verb, Verb counted, String namespace, String name) {
            return new Asked(kind, verb, counted, namespace, name, "", false, 200);
        }
    }

    /**
     * Makes the call in the caller's name.
     *
     * @param sent the object or the patch that is sent; null for nothing
     */
    <R extends @Nullable Object> R call(Caller caller, Asked asked, @Nullable Object sent, Supplier<R> call) {
        LocalOrigin origin = auditor == null ? null : new LocalOrigin(asked, caller.agent());
        RequestAudit audit = origin == null ? null : begin(origin, caller, asked);
        RequestScope scope = new RequestScope(caller.user(), null, audit, false, asked.verb());
        if (audit != null) {
            audit.in(scope);
            if (sent instanceof Patch patch) {
                audit.patched(patch.body());
            } else if (sent != null) {
                audit.requested(sent);
            }
        }
        int code = 500;
        try {
            R result = ScopedValue.where(RequestScope.CURRENT, scope).call(call::get);
            code = result == null && asked.counted() == Verb.GET ? 404 : asked.code();
            if (audit != null && result instanceof KubeObject object) {
                audit.answered(object);
            }
            return result;
        } catch (StatusException e) {
            code = e.code();
            if (audit != null) {
                audit.answered(e.status());
            }
            throw e;
        } finally {
            series(asked).counted(code);
            if (origin != null && audit != null) {
                origin.answered(code);
                audit.end();
            }
        }
    }

    /** A watch has begun; what is returned is to be run once, when it ends. */
    Runnable watching(Caller caller, Asked asked) {
        RequestSeries series = series(asked);
        LocalOrigin origin = auditor == null ? null : new LocalOrigin(asked, caller.agent());
        RequestAudit audit = origin == null ? null : begin(origin, caller, asked);
        if (origin != null) {
            origin.answered(200);
        }
        series.begun();
        AtomicReference<@Nullable RequestSeries> running = new AtomicReference<>(series);
        return () -> {
            RequestSeries ended = running.getAndSet(null);
            if (ended != null) {
                ended.ended();
                ended.counted(200);
                if (audit != null) {
                    audit.end();
                }
            }
        };
    }

    private RequestSeries series(Asked asked) {
        Kind<?> kind = asked.kind();
        return metrics.resource(
                kind.group(),
                kind.version(),
                kind.plural(),
                asked.subresource(),
                asked.counted(),
                Scope.of(asked.verb(), asked.namespace(), asked.name()),
                asked.dryRun() ? DryRun.ALL : DryRun.NONE);
    }

    /** Null when nothing of it is to be recorded. */
    private @Nullable RequestAudit begin(LocalOrigin origin, Caller caller, Asked asked) {
        Auditor recording = auditor;
        if (recording == null) {
            return null;
        }
        Kind<?> kind = asked.kind();
        RequestInfo info = new RequestInfo(
                true,
                origin.uri(),
                asked.verb(),
                kind.group(),
                kind.version(),
                asked.namespace(),
                kind.plural(),
                asked.subresource(),
                asked.name(),
                "");
        RequestAudit audit = recording.begin(origin, names.uid(), caller.user(), info);
        if (audit != null) {
            // Who holds a client in this process is trusted with it.
            audit.decided(true, "");
            if (!audit.begin()) {
                throw StatusException.of(500, "InternalError", "Internal error occurred: failed to store audit event");
            }
        }
        return audit;
    }
}
