package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.aggregation.Aggregator;
import io.gantry.server.aggregation.Route;
import io.gantry.server.audit.Auditor;
import io.gantry.server.audit.Origin;
import io.gantry.server.audit.RequestAudit;
import io.gantry.server.auth.Impersonation;
import io.gantry.server.auth.Impersonation.Impersonated;
import io.gantry.server.auth.Refusal;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Handler;
import io.gantry.server.edge.Query;
import io.gantry.server.flowcontrol.Passage;
import io.gantry.server.flowcontrol.RequestGate;
import io.gantry.server.flowcontrol.RequestGate.Entrance;
import io.gantry.server.flowcontrol.TooManyRequestsException;
import io.gantry.server.metrics.RequestMetrics;
import io.gantry.server.metrics.RequestSeries;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authenticator;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.RequestTrace;
import io.gantry.server.request.UserInfo;
import io.gantry.server.tracing.RequestSpan;
import io.gantry.server.tracing.Tracing;
import io.gantry.store.StoreException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Every request's way: who is it, may they, then the answer; and what goes wrong becomes a {@code Status}. Thread-safe.
 */
public final class ApiHandler implements Handler {
    private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());
    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final StaticPaths paths;
    private final ResourceHandler resources;
    private final Aggregator aggregator;
    private final Replies replies;
    private final RequestMetrics metrics;
    private final @Nullable Auditor auditor;
    private final @Nullable Tracing tracing;
    private final RequestGate gate;
    private final Deadlines deadlines;
    private final Time time;
    private final AtomicBoolean draining = new AtomicBoolean();

    /**
     * @param auditor null when nothing is recorded
     * @param tracing null when no spans are made
     * @param gate who is served now
     * @param deadlines how long what does not last may take
     */
    ApiHandler(
            Authenticator authenticator,
            Authorizer authorizer,
            StaticPaths paths,
            ResourceHandler resources,
            Aggregator aggregator,
            Replies replies,
            RequestMetrics metrics,
            @Nullable Auditor auditor,
            @Nullable Tracing tracing,
            RequestGate gate,
            Deadlines deadlines,
            Time time) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.paths = paths;
        this.resources = resources;
        this.aggregator = aggregator;
        this.replies = replies;
        this.metrics = metrics;
        this.auditor = auditor;
        this.tracing = tracing;
        this.gate = gate;
        this.deadlines = deadlines;
        this.time = time;
    }

    /** From now on the server says that it is not ready, so that clients go elsewhere. */
    void drain() {
        draining.set(true);
    }

    boolean isDraining() {
        return draining.get();
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        Call call = new Call(exchange, AuditIds.of(exchange), new RequestTrace(time));
        if (tracing != null) {
            call.spanned(tracing.begin(exchange, call.auditId()));
        }
        ScopedValue.where(Call.CURRENT, call).call(() -> {
            try {
                answer(call);
            } finally {
                call.handled();
            }
            return null;
        });
    }

    private void answer(Call call) throws IOException {
        Exchange exchange = call.exchange();
        try {
            timed(call);
        } catch (StatusException e) {
            refuse(call, e);
        } catch (EdgeException e) {
            refuse(call, StatusException.of(e.status(), reason(e.status()), String.valueOf(e.getMessage())));
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "The store refused " + exchange.method() + " " + exchange.rawPath(), e);
            refuse(call, StatusException.unavailable(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw e; // the client is gone
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(
                    Level.ERROR,
                    "Request " + AuditIds.echoed() + " " + exchange.method() + " " + exchange.rawPath(),
                    e);
            RequestAudit audit = call.audit();
            if (audit != null) {
                audit.panicked(e);
            }
            refuse(call, StatusException.internal(String.valueOf(e.getMessage()), e));
        }
    }

    /** What does not last by its nature has so much time from its beginning, with the question who it comes from. */
    private void timed(Call call) throws IOException {
        Exchange exchange = call.exchange();
        RequestInfo info = infoOf(exchange);
        Query query = exchange.query();
        if (info.resourceRequest() && ResourceHandler.isLong(info, query)) {
            authenticated(call, info, deadlines.of(null)); // its timeout means how long it goes on
            return;
        }
        Duration allowed = deadlines.of(query.first("timeout"));
        try (Deadlines.Deadline deadline = deadlines.begin(allowed, call.trace().age())) {
            try {
                authenticated(call, info, allowed);
            } catch (IOException | RuntimeException e) {
                if (deadline.end() && !exchange.responded()) {
                    throw StatusException.timeout(
                            "request did not complete within requested timeout - context deadline exceeded", 0);
                }
                throw e;
            }
        }
    }

    private void authenticated(Call call, RequestInfo info, Duration allowed) throws IOException {
        Exchange exchange = call.exchange();
        UserInfo real = identified(call, info);
        call.from(real);
        RequestSpan span = call.span();
        if (span != null) {
            span.named(exchange.method(), info);
        }
        RequestAudit audit = auditor == null ? null : auditor.begin(Origin.of(exchange), call.auditId(), real, info);
        if (audit != null) {
            call.audited(audit);
            call.notes().forEach(audit::note);
            if (!audit.begin()) {
                throw StatusException.of(500, "InternalError", "Internal error occurred: failed to store audit event");
            }
        }
        Impersonated impersonated = impersonated(exchange, info, real);
        UserInfo user = impersonated == null ? real : impersonated.user();
        RequestScope scope = new RequestScope(user, call.trace(), audit, true, info.verb());
        if (audit != null) {
            audit.in(scope);
            if (impersonated != null) {
                audit.impersonates(user, impersonated.constraint());
            }
        }
        call.from(user);
        try {
            ScopedValue.where(RequestScope.CURRENT, scope).call(() -> {
                admitted(call, info, user, allowed);
                return null;
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a handler threw a checked exception that it does not declare", e);
        }
    }

    private UserInfo identified(Call call, RequestInfo info) throws EdgeException {
        try {
            return authenticator.authenticate(call.exchange(), call::note);
        } catch (StatusException e) {
            if (auditor != null) {
                call.audited(auditor.refused(call.exchange(), call.auditId(), info));
            }
            throw e;
        }
    }

    /** Null when the request is made as who makes it. */
    private @Nullable Impersonated impersonated(Exchange exchange, RequestInfo info, UserInfo real)
            throws EdgeException {
        UserInfo wanted = ImpersonationHeaders.wanted(exchange.headers());
        return wanted == null
                ? null
                : Impersonation.check(wanted, attributes(real, info, exchange.query()), authorizer);
    }

    private static Attributes attributes(UserInfo user, RequestInfo info, Query query) {
        return Attributes.of(user, info, Options.text(query, "fieldSelector"), Options.text(query, "labelSelector"));
    }

    private static RequestInfo infoOf(Exchange exchange) throws EdgeException {
        return RequestInfo.of(
                exchange.method(), exchange.rawPath(), exchange.segments(), Options.flag(exchange.query(), "watch"));
    }

    /** As in Kubernetes, a request waits for its turn before it is asked whether it may. */
    private void admitted(Call call, RequestInfo info, UserInfo user, Duration allowed) throws IOException {
        Query query = call.exchange().query();
        Attributes attributes = attributes(user, info, query);
        boolean watch = info.resourceRequest() && info.verb().equals("watch");
        if (info.resourceRequest() && !watch && ResourceHandler.isLong(info, query)) {
            authorized(call, info, query, attributes);
        } else {
            seated(call, info, query, attributes, allowed);
        }
    }

    private void seated(Call call, RequestInfo info, Query query, Attributes attributes, Duration allowed)
            throws IOException {
        UserInfo user = attributes.user();
        Entrance entrance = gate.entrance(user, info);
        call.belongs(entrance);
        try (Passage passage =
                entrance.enter(new RequestGate.Request(call.exchange(), user, info, attributes.name(), allowed))) {
            call.passes(passage);
            authorized(call, info, query, attributes);
        } catch (TooManyRequestsException e) {
            sentAway(call, info, query, e);
        }
    }

    private void sentAway(Call call, RequestInfo info, Query query, TooManyRequestsException refusal)
            throws IOException {
        call.drop();
        Kind<?> kind = info.resourceRequest() ? resources.find(info) : null;
        if (kind != null) {
            call.routed(Reported.series(metrics, kind, call.exchange(), query, info));
        }
        Replies.sentAway(call.exchange(), refusal);
    }

    private void authorized(Call call, RequestInfo info, Query query, Attributes attributes) throws IOException {
        Exchange exchange = call.exchange();
        Decision decision = authorizer.authorize(attributes);
        RequestAudit audit = call.audit();
        if (audit != null) {
            audit.decided(decision.allowed(), decision.reason());
        }
        if (!decision.allowed()) {
            throw Refusal.of(attributes, decision);
        }
        if (opensSession(info)) {
            // A WebSocket begins with a GET, but who has a session in a pod does more than read.
            Attributes creating = attributes.as(attributes.user(), "create");
            Decision also = authorizer.authorize(creating);
            if (!also.allowed()) {
                throw Refusal.of(creating, also);
            }
        }
        call.trace().rest(RequestTrace.Phase.ACCESS);
        Route route = aggregator.route(info);
        if (route != null) {
            call.routed(Reported.forwarded(metrics, route, aggregator.serves(route, info), exchange, query, info));
            boolean lasting = ResourceHandler.isLong(info, query);
            Answer answer = () -> aggregator.forward(exchange, route, attributes.user(), call.auditId(), lasting);
            if (lasting) {
                call.lasts();
                Call.watchBegan(); // when its first events have come is the other server's knowledge
                answer.give();
            } else {
                brief(info, answer);
            }
            return;
        }
        if (!info.resourceRequest()) {
            call.routed(metrics.path(info.path(), exchange.method()));
            if (!paths.serve(exchange, info.path())) {
                call.routed(null);
                NothingThere.answer(exchange);
            }
            return;
        }
        Kind<?> kind = resources.find(info);
        if (kind == null) {
            NothingThere.answer(exchange);
            return;
        }
        if (exchange.method().equals("HEAD") && !info.subresource().equals("proxy")) {
            throw StatusException.notAllowed(); // as in Kubernetes
        }
        RequestSeries series = Reported.series(metrics, kind, exchange, query, info);
        call.routed(series);
        warnOfDeprecation(kind, info.subresource());
        if (ResourceHandler.isLong(info, query)) {
            lasting(call, series, query, info, kind, attributes);
        } else {
            brief(info, () -> resources.handle(exchange, query, info, kind));
        }
    }

    /** Everything that is done with such kinds is answered with a warning; as in Kubernetes. */
    private void warnOfDeprecation(Kind<?> kind, String subresource) {
        Deprecation deprecation = Deprecation.of(kind);
        if (deprecation == null) {
            return;
        }
        String removed = deprecation.removed();
        RequestScope.warn(deprecation.warning());
        RequestScope.annotate("k8s.io/deprecated", "true");
        if (!removed.isEmpty()) {
            RequestScope.annotate("k8s.io/removed-release", removed);
        }
        metrics.deprecated(kind.group(), kind.version(), kind.plural(), subresource, removed);
    }

    private static boolean opensSession(RequestInfo info) {
        return info.resourceRequest()
                && info.verb().equals("get")
                && info.group().isEmpty()
                && info.resource().equals("pods")
                && switch (info.subresource()) {
                    case "exec", "attach", "portforward" -> true;
                    default -> false;
                };
    }

    private void lasting(
            Call call,
            @Nullable RequestSeries series,
            Query query,
            RequestInfo info,
            Kind<?> kind,
            Attributes attributes)
            throws IOException {
        call.lasts();
        if (series != null) {
            call.lasts(
                    series,
                    info.verb().equals("watch")
                            ? gate.watching(info, attributes.name(), attributes.fieldSelector())
                            : Passage.FREE);
        }
        resources.handle(call.exchange(), query, info, kind);
    }

    /** Answers a request. */
    private interface Answer {
        void give() throws IOException;
    }

    private void brief(RequestInfo info, Answer answer) throws IOException {
        LongAdder running = metrics.inFlight(Reported.changes(info.verb()));
        running.increment();
        try {
            answer.give();
        } finally {
            running.decrement();
        }
    }

    private void refuse(Call call, StatusException error) throws IOException {
        Exchange exchange = call.exchange();
        RequestAudit audit = call.audit();
        if (audit != null) {
            audit.answered(error.status());
        }
        if (exchange.responded()) {
            throw new IOException("the answer had begun when the request failed: " + error.getMessage(), error);
        }
        replies.refuse(exchange, error);
    }

    private static @Nullable String reasonOrNull(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 405 -> "MethodNotAllowed";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            default -> null;
        };
    }

    private static String reason(int code) {
        String reason = reasonOrNull(code);
        return reason == null ? "" : reason;
    }
}
