package io.gantry.server.audit;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Yaml;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.base.Time;
import io.gantry.server.audit.AuditEvent.Target;
import io.gantry.server.audit.AuditPolicy.Decision;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.RequestWitness;
import io.gantry.server.request.UserInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is recorded of one request. For the request's own thread. */
public final class RequestAudit implements RequestWitness {
    private final Auditor auditor;
    private final Origin origin;
    private final String auditId;
    private final @Nullable UserInfo user;
    private final RequestInfo info;
    private final Decision decision;
    private final Time time;
    private final Instant received;
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private @Nullable UserInfo impersonated;
    private String constraint = "";
    private @Nullable RequestScope scope;
    private @Nullable KubeObject sent;
    private @Nullable Object requestObject;
    private @Nullable Object responseObject;
    private @Nullable Status status;
    private @Nullable Throwable panic;

    RequestAudit(
            Auditor auditor,
            Origin origin,
            String auditId,
            @Nullable UserInfo user,
            RequestInfo info,
            Decision decision,
            Time time) {
        this.auditor = auditor;
        this.origin = origin;
        this.auditId = auditId;
        this.user = user;
        this.info = info;
        this.decision = decision;
        this.time = time;
        this.received = time.now();
    }

    /**
     * The request is known and nothing was done for it yet. False when it must not go on, since that could not be recorded.
     */
    public boolean begin() {
        boolean kept = record(AuditStage.REQUEST_RECEIVED, null);
        if (lasts(info)) {
            origin.onResponse(() -> record(AuditStage.RESPONSE_STARTED, answer()));
        }
        return kept;
    }

    /** Kubernetes' notion: every log is among them, also one that is not followed. */
    private static boolean lasts(RequestInfo info) {
        return info.verb().equals("watch")
                || switch (info.subresource()) {
                    case "attach", "exec", "proxy", "log", "portforward" -> true;
                    default -> false;
                };
    }

    /**
     * The user acts as another one.
     *
     * @param by the verb of constrained impersonation that allows it; empty for the older right
     */
    public void impersonates(UserInfo other, String by) {
        impersonated = other;
        constraint = by;
    }

    /** What is to be known of the request besides; to be called before {@link #begin}. */
    public void note(String key, String value) {
        annotations.put(key, value);
    }

    /** Whether the request was allowed, and why. */
    public void decided(boolean allowed, String reason) {
        annotations.put("authorization.k8s.io/decision", allowed ? "allow" : "forbid");
        annotations.put("authorization.k8s.io/reason", reason);
    }

    /** Whose annotations belong to this request. */
    public void in(RequestScope running) {
        scope = running;
    }

    @Override
    public void requested(Object object) {
        if (object instanceof KubeObject named) {
            sent = named;
        }
        if (decision.level().has(AuditLevel.REQUEST)) {
            requestObject = object;
        }
    }

    @Override
    public void patched(byte[] patch) {
        if (decision.level().has(AuditLevel.REQUEST)) {
            try {
                requestObject = Yaml.parse(patch); // which JSON is a part of
            } catch (DecodeException e) {
                // The answer says that it is no patch.
                requestObject = null;
            }
        }
    }

    @Override
    public void answered(Object object) {
        if (object instanceof Status answer) {
            status = answer;
        }
        if (decision.level().has(AuditLevel.REQUEST_RESPONSE)) {
            responseObject = object;
        }
    }

    /** The handler failed in a way that it should not. */
    public void panicked(Throwable cause) {
        panic = cause;
    }

    /** The answer is over. */
    public void end() {
        if (user == null) {
            // As in Kubernetes, which records nothing else of a request from it does not know whom.
            record(AuditStage.RESPONSE_STARTED, answer());
        } else if (panic != null) {
            record(
                    AuditStage.PANIC,
                    StatusBuilder.of()
                            .status("Failure")
                            .reason("InternalError")
                            .message("APIServer panic'd: " + panic)
                            .code(500)
                            .build());
        } else {
            record(AuditStage.RESPONSE_COMPLETE, answer());
        }
    }

    private Status answer() {
        int code = origin.status();
        if (code == 0) {
            return StatusBuilder.of()
                    .status("Success")
                    .message("Connection closed early")
                    .code(200)
                    .build();
        }
        return (status == null ? StatusBuilder.of() : StatusBuilder.of(status))
                .code(code)
                .build();
    }

    private boolean record(AuditStage stage, @Nullable Status answer) {
        return !decision.records(stage)
                || auditor.record(new AuditEvent(
                        decision.level(),
                        auditId,
                        stage,
                        origin.uri(),
                        info.verb(),
                        user,
                        impersonated,
                        constraint,
                        origin.sources(),
                        origin.userAgent(),
                        target(),
                        answer,
                        requestObject,
                        responseObject,
                        decision.omitManagedFields(),
                        received,
                        time.now(),
                        annotations()));
    }

    /** What the path does not say, the object that was sent may. */
    private @Nullable Target target() {
        if (!info.resourceRequest()) {
            return null;
        }
        KubeObject object = sent;
        return new Target(
                info.resource(),
                info.namespace().isEmpty() && object != null ? object.namespace() : info.namespace(),
                info.name().isEmpty() && object != null ? object.name() : info.name(),
                object == null ? "" : object.uid(),
                info.group(),
                info.version(),
                object == null ? "" : object.resourceVersion(),
                info.subresource());
    }

    private Map<String, String> annotations() {
        RequestScope running = scope;
        Map<String, String> all = new LinkedHashMap<>(annotations);
        if (running != null) {
            running.annotations().forEach(all::putIfAbsent);
        }
        return all;
    }
}
