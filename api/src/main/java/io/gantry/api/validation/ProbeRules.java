package io.gantry.api.validation;

import io.gantry.api.core.v1.ExecAction;
import io.gantry.api.core.v1.HTTPGetAction;
import io.gantry.api.core.v1.Lifecycle;
import io.gantry.api.core.v1.LifecycleHandler;
import io.gantry.api.core.v1.Probe;
import io.gantry.api.core.v1.TCPSocketAction;
import io.gantry.api.names.Names;
import io.gantry.api.types.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probes and lifecycle hooks of a container. */
final class ProbeRules {
    private final long graceSeconds;
    private final FieldErrors errors;

    ProbeRules(long graceSeconds, FieldErrors errors) {
        this.graceSeconds = graceSeconds;
        this.errors = errors;
    }

    void liveness(@Nullable Probe probe, FieldPath path) {
        if (probe == null) {
            return;
        }
        probe(probe, path);
        Integer successes = probe.successThreshold();
        if (successes != null && successes != 1) {
            errors.invalid(path.child("successThreshold"), successes, "must be 1");
        }
    }

    void readiness(@Nullable Probe probe, FieldPath path) {
        if (probe == null) {
            return;
        }
        probe(probe, path);
        if (probe.terminationGracePeriodSeconds() != null) {
            errors.invalid(
                    path.child("terminationGracePeriodSeconds"),
                    probe.terminationGracePeriodSeconds(),
                    "must not be set for readinessProbes");
        }
    }

    private void probe(Probe probe, FieldPath path) {
        Handlers handlers = new Handlers(path);
        exec(probe.exec(), path, handlers);
        http(probe.httpGet(), path, handlers);
        tcp(probe.tcpSocket(), path, handlers);
        if (probe.grpc() != null && handlers.another("grpc")) {
            errors.invalid(
                    path.child("grpc").child("port"),
                    probe.grpc().port(),
                    Names.portNumber(probe.grpc().port()));
        }
        handlers.atLeastOne();
        errors.nonNegative(path.child("initialDelaySeconds"), probe.initialDelaySeconds());
        errors.nonNegative(path.child("timeoutSeconds"), probe.timeoutSeconds());
        errors.nonNegative(path.child("periodSeconds"), probe.periodSeconds());
        errors.nonNegative(path.child("successThreshold"), probe.successThreshold());
        errors.nonNegative(path.child("failureThreshold"), probe.failureThreshold());
        Long grace = probe.terminationGracePeriodSeconds();
        if (grace != null && grace <= 0) {
            errors.invalid(path.child("terminationGracePeriodSeconds"), grace, "must be greater than 0");
        }
    }

    void lifecycle(@Nullable Lifecycle lifecycle, FieldPath path) {
        if (lifecycle == null) {
            return;
        }
        handler(lifecycle.postStart(), path.child("postStart"));
        handler(lifecycle.preStop(), path.child("preStop"));
    }

    private void handler(@Nullable LifecycleHandler handler, FieldPath path) {
        if (handler == null) {
            return;
        }
        Handlers handlers = new Handlers(path);
        exec(handler.exec(), path, handlers);
        http(handler.httpGet(), path, handlers);
        tcp(handler.tcpSocket(), path, handlers);
        if (handler.sleep() != null && handlers.another("sleep")) {
            long seconds = handler.sleep().seconds();
            if (seconds < 0 || seconds > graceSeconds) {
                errors.invalid(
                        path.child("sleep"),
                        seconds,
                        "must be non-negative and less than terminationGracePeriodSeconds (" + graceSeconds + ")");
            }
        }
        handlers.atLeastOne();
    }

    /** Counts the handlers: there must be exactly one. */
    private final class Handlers {
        private final FieldPath path;
        private boolean found;

        Handlers(FieldPath path) {
            this.path = path;
        }

        boolean another(String name) {
            if (found) {
                errors.forbidden(path.child(name), "may not specify more than 1 handler type");
                return false;
            }
            found = true;
            return true;
        }

        void atLeastOne() {
            if (!found) {
                errors.required(path, "must specify a handler type");
            }
        }
    }

    private void exec(@Nullable ExecAction action, FieldPath path, Handlers handlers) {
        if (action != null && handlers.another("exec") && action.command().isEmpty()) {
            errors.required(path.child("exec").child("command"), "");
        }
    }

    private void tcp(@Nullable TCPSocketAction action, FieldPath path, Handlers handlers) {
        if (action != null && handlers.another("tcpSocket")) {
            port(action.port(), path.child("tcpSocket").child("port"));
        }
    }

    private void http(@Nullable HTTPGetAction action, FieldPath path, Handlers handlers) {
        if (action == null || !handlers.another("httpGet")) {
            return;
        }
        FieldPath place = path.child("httpGet");
        if (action.path() == null || action.path().isEmpty()) {
            errors.required(place.child("path"), "");
        }
        port(action.port(), place.child("port"));
        errors.optionalOneOf(place.child("scheme"), action.scheme(), List.of("HTTP", "HTTPS"));
        for (int i = 0; i < action.httpHeaders().size(); i++) {
            String name = action.httpHeaders().get(i).name();
            if (!name.matches("[-A-Za-z0-9]+")) {
                errors.invalid(
                        place.child("httpHeaders"),
                        name,
                        "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name',"
                                + " regex used for validation is '[-A-Za-z0-9]+')");
            }
        }
    }

    private void port(IntOrString port, FieldPath path) {
        portOrName(port, path, errors);
    }

    /** A port by its number or by its name. */
    static void portOrName(IntOrString port, FieldPath path, FieldErrors errors) {
        String name = port.text();
        if (name == null) {
            errors.invalid(path, port.intValue(), Names.portNumber(port.intValue()));
        } else {
            errors.invalid(path, name, Names.portName(name));
        }
    }
}
