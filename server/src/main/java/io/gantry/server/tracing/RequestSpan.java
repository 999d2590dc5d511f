package io.gantry.server.tracing;

import io.gantry.base.Time;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.RequestSpans;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The span of one request, with one for each of its parts below it. Thread-safe. */
public final class RequestSpan implements RequestSpans {
    private final Tracer tracer;
    private final Span span;
    private final Context context;
    private final Time time;
    /** The wall clock is read once: a span's ends must not be torn apart when it jumps. */
    private final long epochNanos;

    private final long began;

    RequestSpan(Tracer tracer, Span span, Instant now, Time time) {
        this.tracer = tracer;
        this.span = span;
        this.context = Context.root().with(span);
        this.time = time;
        this.epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        this.began = time.nanoTime();
    }

    /** Names it as Kubernetes does: by what was asked for, without the names that objects have. */
    public void named(String method, RequestInfo info) {
        if (!info.resourceRequest()) {
            return;
        }
        StringBuilder name = new StringBuilder(method)
                .append(info.group().isEmpty() ? " /api/" : " /apis/" + info.group() + "/")
                .append(info.version());
        if (!info.namespace().isEmpty()) {
            name.append("/namespaces/{:namespace}");
        }
        if (!info.resource().equals("namespaces") || info.namespace().isEmpty()) {
            name.append('/').append(info.resource());
            if (!info.name().isEmpty()) {
                name.append("/{:name}");
            }
        }
        if (!info.subresource().isEmpty()) {
            name.append('/').append(info.subresource());
        }
        span.updateName(name.toString());
    }

    @Override
    public void part(String name, long beganNanos, long endedNanos) {
        tracer.spanBuilder(name)
                .setParent(context)
                .setStartTimestamp(epoch(beganNanos), TimeUnit.NANOSECONDS)
                .startSpan()
                .end(epoch(endedNanos), TimeUnit.NANOSECONDS);
    }

    /** @param status of the answer; 0 when there was none */
    public void end(int status) {
        if (status != 0) {
            span.setAttribute("http.response.status_code", status);
        }
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(epoch(time.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private long epoch(long nanoTime) {
        return epochNanos + (nanoTime - began);
    }
}
