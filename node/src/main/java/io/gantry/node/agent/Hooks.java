package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.HTTPGetAction;
import io.gantry.api.core.v1.LifecycleHandler;
import io.gantry.base.Time;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.ExecResult;
import io.gantry.node.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Runs what a container wants done after its start and before its end. */
final class Hooks {
    private static final Duration HTTP_LIMIT = Duration.ofSeconds(60);

    private final ContainerRuntime runtime;
    private final PodConnections connections;
    private final Time time;

    Hooks(ContainerRuntime runtime, PodConnections connections, Time time) {
        this.runtime = runtime;
        this.connections = connections;
        this.time = time;
    }

    /**
     * @param limit gives up after so long; zero for no limit
     * @throws SpecProblem when the hook fails; the message says how
     */
    void run(LifecycleHandler hook, Container container, String containerId, String podIp, Duration limit)
            throws SpecProblem, InterruptedException {
        try {
            if (hook.exec() != null) {
                ExecResult result = runtime.execSync(containerId, hook.exec().command(), limit);
                if (result.exitCode() != 0) {
                    throw new SpecProblem(
                            "HookFailed",
                            "command exited with " + result.exitCode() + ": "
                                    + new String(result.stderr(), StandardCharsets.UTF_8).strip());
                }
            } else if (hook.httpGet() != null) {
                http(hook.httpGet(), container, podIp, limit);
            } else if (hook.sleep() != null) {
                Pause.of(time, Duration.ofSeconds(hook.sleep().seconds()));
            }
        } catch (RuntimeFailure e) {
            throw new SpecProblem("HookFailed", e.reason().message(), e);
        }
    }

    private void http(HTTPGetAction action, Container container, String podIp, Duration limit) throws SpecProblem {
        String host = action.host() == null || action.host().isEmpty() ? podIp : action.host();
        boolean tls =
                "https".equals(action.scheme() == null ? "" : action.scheme().toLowerCase(Locale.ROOT));
        try {
            PlainHttp.Response response = connections.get(
                    tls,
                    host,
                    ProbeTargets.port(container, action.port()),
                    action.path() == null ? "/" : action.path(),
                    action.httpHeaders(),
                    limit.isZero() || limit.compareTo(HTTP_LIMIT) > 0 ? HTTP_LIMIT : limit);
            if (response.status() >= 400) {
                throw new SpecProblem("HookFailed", "HTTP status " + response.status());
            }
        } catch (IOException e) {
            throw new SpecProblem("HookFailed", e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }
}
