package io.gantry.server.tracing;

import io.gantry.base.Time;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spans of requests, sent to a collector in batches. A request's span begins a trace of its own and links to the one that its
 * {@code traceparent} names: anybody could name any. Thread-safe.
 */
public final class Tracing implements AutoCloseable {
    /** How long {@link #close} waits for what is still to be sent. */
    private static final long CLOSING_SECONDS = 5;

    private static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            List<String> names = new ArrayList<>();
            headers.forEach((name, value) -> names.add(name));
            return names;
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.first(name);
        }
    };

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Time time;

    private Tracing(SdkTracerProvider provider, Time time) {
        this.provider = provider;
        this.tracer = provider.get("io.gantry.server");
        this.time = time;
    }

    /** Does not connect yet: a collector that is not there costs spans, and not the start. */
    public static Tracing open(TracingOptions options, Time time) {
        OtlpGrpcSpanExporter exporter = OtlpGrpcSpanExporter.builder()
                .setEndpoint("http://" + options.endpoint())
                .build();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", "apiserver")
                                .build())))
                .setSampler(Sampler.traceIdRatioBased(options.samplingRatePerMillion() / (double) TracingOptions.ALL))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        return new Tracing(provider, time);
    }

    /** The span of a request that has just come; null when it is not among those that are looked at. */
    public @Nullable RequestSpan begin(Exchange exchange, String auditId) {
        Instant now = time.now();
        SpanBuilder builder = tracer.spanBuilder(exchange.method())
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(now)
                .setAttribute("audit-id", auditId)
                .setAttribute("http.request.method", exchange.method())
                .setAttribute("url.path", exchange.rawPath());
        String agent = exchange.headers().first("user-agent");
        if (agent != null) {
            builder.setAttribute("user_agent.original", agent);
        }
        SpanContext remote = Span.fromContext(
                        W3CTraceContextPropagator.getInstance().extract(Context.root(), exchange.headers(), HEADERS))
                .getSpanContext();
        if (remote.isValid()) {
            builder.addLink(remote);
        }
        Span span = builder.startSpan();
        return span.isRecording() ? new RequestSpan(tracer, span, now, time) : null;
    }

    @Override
    public void close() {
        provider.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
