package io.gantry.api.validation;

import io.gantry.api.core.v1.HTTPGetAction;
import io.gantry.api.core.v1.HTTPHeader;
import io.gantry.api.core.v1.Lifecycle;
import io.gantry.api.core.v1.LifecycleHandler;
import io.gantry.api.core.v1.Probe;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Probes and lifecycle hooks of a container that keeps running. */
final class ProbeRules {
    private static final Pattern HEADER = Pattern.compile("[-A-Za-z0-9]+");

    private final long graceSeconds;
    private final FieldErrors errors;

    /** @param graceSeconds the pod's grace period */
    ProbeRules(long graceSeconds, FieldErrors errors) {
        this.graceSeconds = graceSeconds;
        this.errors = errors;
    }

    /** Also a startup probe. */
    void liveness(@Nullable Probe probe, FieldPath path) {
        if (probe == null) {
            return;
        }
        CoreV1ProbeChecks.check(probe, path, errors);
        Integer successes = probe.successThreshold();
        if (successes != null && successes != 1) {
            errors.invalid(path.child("successThreshold"), successes, "must be 1");
        }
    }

    void readiness(@Nullable Probe probe, FieldPath path) {
        if (probe == null) {
            return;
        }
        CoreV1ProbeChecks.check(probe, path, errors);
        if (probe.terminationGracePeriodSeconds() != null) {
            errors.invalid(
                    path.child("terminationGracePeriodSeconds"),
                    probe.terminationGracePeriodSeconds(),
                    "must not be set for readinessProbes");
        }
    }

    void lifecycle(@Nullable Lifecycle lifecycle, FieldPath path) {
        if (lifecycle == null) {
            return;
        }
        CoreV1LifecycleChecks.check(lifecycle, path, errors);
        sleep(lifecycle.postStart(), path.child("postStart"));
        sleep(lifecycle.preStop(), path.child("preStop"));
    }

    private void sleep(@Nullable LifecycleHandler handler, FieldPath path) {
        if (handler == null
                || handler.sleep() == null
                || handler.exec() != null
                || handler.httpGet() != null
                || handler.tcpSocket() != null) {
            return;
        }
        long seconds = handler.sleep().seconds();
        if (seconds < 0 || seconds > graceSeconds) {
            errors.invalid(
                    path.child("sleep"),
                    seconds,
                    "must be non-negative and less than terminationGracePeriodSeconds (" + graceSeconds + ")");
        }
    }

    /** Kubernetes names neither the header nor its position. */
    static void check(HTTPGetAction action, FieldPath path, FieldErrors errors) {
        for (HTTPHeader header : action.httpHeaders()) {
            if (!HEADER.matcher(header.name()).matches()) {
                errors.invalid(
                        path.child("httpHeaders"),
                        header.name(),
                        "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name',"
                                + " regex used for validation is '[-A-Za-z0-9]+')");
            }
        }
    }
}
