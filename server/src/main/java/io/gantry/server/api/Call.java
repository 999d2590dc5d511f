package io.gantry.server.api;

import io.gantry.server.audit.RequestAudit;
import io.gantry.server.edge.Exchange;
import io.gantry.server.flowcontrol.Passage;
import io.gantry.server.flowcontrol.RequestGate.Entrance;
import io.gantry.server.metrics.RequestSeries;
import io.gantry.server.request.RequestTrace;
import io.gantry.server.request.UserInfo;
import io.gantry.server.tracing.RequestSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through {@link ApiHandler}, bound to {@link #CURRENT}. For the request's own thread, and after it
 * whichever ends it.
 */
final class Call {
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    private final Exchange exchange;
    private final String auditId;
    private final RequestTrace trace;
    private @Nullable UserInfo user;
    private @Nullable RequestAudit audit;
    private Map<String, String> notes = Map.of();
    private @Nullable RequestSpan span;
    private @Nullable RequestSeries series;
    private @Nullable Entrance entrance;
    private Passage passage = Passage.FREE;
    private boolean dropped;
    private boolean lasting;
    private boolean goesOn;
    /** What a lasting request takes up until it ends. */
    private Passage watching = Passage.FREE;

    private boolean counted;

    Call(Exchange exchange, String auditId, RequestTrace trace) {
        this.exchange = exchange;
        this.auditId = auditId;
        this.trace = trace;
    }

    /** Names the running request in answers and logs; empty outside of one. */
    static String currentAuditId() {
        return CURRENT.isBound() ? CURRENT.get().auditId : "";
    }

    /** Where the running request came in; null outside of one, and for one that is not counted. */
    static @Nullable Entrance currentEntrance() {
        return CURRENT.isBound() ? CURRENT.get().entrance : null;
    }

    /** The running request is a watch that has begun: from here on it costs little, and leaves its seat to others. */
    static void watchBegan() {
        if (CURRENT.isBound()) {
            CURRENT.get().passage.close();
        }
    }

    /**
     * The running request goes on after its handler has returned.
     *
     * @return to be run when it is over
     */
    static Runnable goesOn() {
        Call call = CURRENT.get();
        call.goesOn = true;
        return call::ended;
    }

    Exchange exchange() {
        return exchange;
    }

    String auditId() {
        return auditId;
    }

    RequestTrace trace() {
        return trace;
    }

    /** Whoever it is for; null until that is known. */
    @Nullable
    UserInfo user() {
        return user;
    }

    void from(UserInfo found) {
        user = found;
    }

    /** What is recorded of it; null for nothing. */
    @Nullable
    RequestAudit audit() {
        return audit;
    }

    void audited(@Nullable RequestAudit found) {
        audit = found;
    }

    /** What its audit should know before it begins. */
    Map<String, String> notes() {
        return notes;
    }

    void note(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(key, value);
        notes = more;
    }

    /** Its span; null when there is none. */
    @Nullable
    RequestSpan span() {
        return span;
    }

    void spanned(@Nullable RequestSpan found) {
        span = found;
        if (found != null) {
            trace.tell(found);
        }
    }

    /** It is known what the request is for, and that it is served. */
    void routed(@Nullable RequestSeries found) {
        series = found;
    }

    /** It lasts by its nature. */
    void lasts() {
        lasting = true;
    }

    /** It counts among those that last, until it has ended. */
    void lasts(RequestSeries among, Passage taken) {
        among.begun();
        counted = true;
        watching = taken;
    }

    boolean lasting() {
        return lasting;
    }

    /** It is known which priority level it belongs to. */
    void belongs(Entrance found) {
        entrance = found;
    }

    /** It was let in. */
    void passes(Passage open) {
        passage = open;
    }

    /** It is sent away because there are too many. */
    void drop() {
        dropped = true;
    }

    /** Its handler has returned. */
    void handled() {
        if (!goesOn) {
            ended();
        }
    }

    /** Counts it, says so when it took long, and records its end. */
    private void ended() {
        long nanos = trace.age();
        RequestSeries found = series;
        watching.close();
        if (found != null && counted) {
            found.ended();
        }
        if (found != null && dropped) {
            found.counted(exchange.status());
        } else if (found != null) {
            found.answered(exchange.status(), nanos, exchange.sentBytes());
        }
        SlowRequests.ended(this, nanos);
        if (span != null) {
            span.end(exchange.status());
        }
        if (audit != null) {
            audit.end();
        }
    }
}
