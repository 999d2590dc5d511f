package io.gantry.server.api;

import io.gantry.server.edge.Exchange;
import io.gantry.server.metrics.RequestSeries;
import org.jspecify.annotations.Nullable;

/** One request on its way through {@link ApiHandler}, bound to {@link #CURRENT}. For the request's own thread. */
final class Call {
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    private final Exchange exchange;
    private final String auditId;
    private final long began;
    private @Nullable RequestSeries series;
    private boolean dropped;
    private boolean lasting;

    /** @param began on the monotonic clock, nanoseconds */
    Call(Exchange exchange, String auditId, long began) {
        this.exchange = exchange;
        this.auditId = auditId;
        this.began = began;
    }

    /** Names the running request in answers and logs; empty outside of one. */
    static String currentAuditId() {
        return CURRENT.isBound() ? CURRENT.get().auditId : "";
    }

    Exchange exchange() {
        return exchange;
    }

    String auditId() {
        return auditId;
    }

    /** It is known what the request is for, and that it is served. */
    void routed(@Nullable RequestSeries found) {
        series = found;
    }

    /** It lasts by its nature. */
    void lasts() {
        lasting = true;
    }

    boolean lasting() {
        return lasting;
    }

    /** It is sent away because there are too many. */
    void drop() {
        dropped = true;
    }

    /** Counts it; {@code now} on the monotonic clock. */
    void ended(long now) {
        RequestSeries found = series;
        if (found == null) {
            return;
        }
        if (dropped) {
            found.dropped(exchange.status());
        } else {
            found.answered(exchange.status(), now - began, exchange.sentBytes());
        }
    }
}
