package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.HTTPGetAction;
import io.gantry.api.core.v1.HTTPHeader;
import io.gantry.api.core.v1.Probe;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.ExecResult;
import io.gantry.node.runtime.RuntimeFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Asks a container once whether it is well. Plain blocking code for a virtual thread. */
final class ProbeRunner {
    /** What a message about a failed probe shows of the container's own words. */
    private static final int OUTPUT_LIMIT = 1024;

    private final ContainerRuntime runtime;
    private final PodConnections connections;

    ProbeRunner(ContainerRuntime runtime, PodConnections connections) {
        this.runtime = runtime;
        this.connections = connections;
    }

    /** @param message why not; or what the container said, when it is well */
    record Answer(boolean well, String message) {}

    Answer ask(Probe probe, Container container, String containerId, String podIp) throws InterruptedException {
        Duration limit = Duration.ofSeconds(probe.timeoutSeconds() == null ? 1 : Math.max(1, probe.timeoutSeconds()));
        try {
            if (probe.exec() != null) {
                return exec(probe.exec().command(), containerId, limit);
            }
            if (probe.httpGet() != null) {
                return http(probe.httpGet(), container, podIp, limit);
            }
            if (probe.tcpSocket() != null) {
                String host = probe.tcpSocket().host() == null
                                || probe.tcpSocket().host().isEmpty()
                        ? podIp
                        : probe.tcpSocket().host();
                return tcp(host, ProbeTargets.port(container, probe.tcpSocket().port()), limit);
            }
            if (probe.grpc() != null) {
                return connections.grpcHealth(
                        podIp,
                        probe.grpc().port(),
                        probe.grpc().service() == null ? "" : probe.grpc().service(),
                        limit);
            }
        } catch (SpecProblem e) {
            return new Answer(false, e.reason().message());
        }
        return new Answer(true, "the probe has no action");
    }

    private Answer exec(List<String> command, String containerId, Duration limit) throws InterruptedException {
        try {
            ExecResult result = runtime.execSync(containerId, command, limit);
            String output = new String(result.stdout(), StandardCharsets.UTF_8)
                    + new String(result.stderr(), StandardCharsets.UTF_8);
            return new Answer(result.exitCode() == 0, cut(output));
        } catch (RuntimeFailure e) {
            return new Answer(
                    false,
                    e.kind() == RuntimeFailure.Kind.DEADLINE_EXCEEDED
                            ? "command timed out after " + limit.toSeconds() + "s"
                            : e.reason().message());
        }
    }

    private Answer tcp(String host, int port, Duration limit) {
        try {
            connections.connect(host, port, limit);
            return new Answer(true, "");
        } catch (IOException e) {
            return new Answer(false, "dial tcp " + host + ":" + port + ": " + reason(e));
        }
    }

    private Answer http(HTTPGetAction action, Container container, String podIp, Duration limit) throws SpecProblem {
        String host = action.host() == null || action.host().isEmpty() ? podIp : action.host();
        int port = ProbeTargets.port(container, action.port());
        String scheme = action.scheme() == null ? "http" : action.scheme().toLowerCase(Locale.ROOT);
        String path = action.path() == null || action.path().isEmpty() ? "/" : action.path();
        String url = scheme + "://" + host + ":" + port + (path.startsWith("/") ? path : "/" + path);
        List<HTTPHeader> headers = action.httpHeaders();
        try {
            PlainHttp.Response response = connections.get(scheme.equals("https"), host, port, path, headers, limit);
            boolean well = response.status() >= 200 && response.status() < 400;
            return new Answer(
                    well, well ? cut(response.body()) : "HTTP probe failed with statuscode: " + response.status());
        } catch (IOException e) {
            return new Answer(false, "Get \"" + url + "\": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "connect: connection refused";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String cut(String text) {
        return text.length() <= OUTPUT_LIMIT ? text : text.substring(0, OUTPUT_LIMIT);
    }
}
