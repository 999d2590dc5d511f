package io.gantry.server.api;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodAttachOptions;
import io.gantry.api.core.v1.PodAttachOptionsType;
import io.gantry.api.core.v1.PodExecOptions;
import io.gantry.api.core.v1.PodExecOptionsType;
import io.gantry.api.core.v1.PodPortForwardOptions;
import io.gantry.api.core.v1.PodPortForwardOptionsType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.schema.RecordType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.node.AttachRequest;
import io.gantry.client.node.ExecRequest;
import io.gantry.client.node.LogRequest;
import io.gantry.client.node.NodeApi;
import io.gantry.client.node.NodeApiException;
import io.gantry.client.node.PodRef;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Query;
import io.gantry.server.registry.Connections;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.stream.ExecBridge;
import io.gantry.server.stream.LogBridge;
import io.gantry.server.stream.PortForwardBridge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Logs, exec, attach and port-forward: finds the pod's node and joins the client to it. */
final class PodStreams {
    private final Registries registries;
    private final Connections connections;
    private final NodeDirectory nodes;
    private final Time time;

    PodStreams(Registries registries, Connections connections, NodeDirectory nodes, Time time) {
        this.registries = registries;
        this.connections = connections;
        this.nodes = nodes;
        this.time = time;
    }

    void logs(Exchange exchange, Query query, RequestInfo info) throws IOException {
        Pod pod = pod(info);
        String container = container(pod, Options.text(query, "container"));
        LogOptions options = LogOptions.of(query, pod.name(), time.now());
        LogRequest request = new LogRequest(
                reference(pod),
                container,
                options.follow(),
                options.previous(),
                options.timestamps(),
                options.since(),
                options.tailLines(),
                options.limitBytes(),
                options.stream());
        String node = pod.spec().nodeName();
        if (node == null || node.isEmpty()) {
            // A pod that is nowhere yet has said nothing yet.
            exchange.respond(200, Replies.headers(exchange, "text/plain"), new byte[0]);
            return;
        }
        serve(() -> LogBridge.serve(exchange, node(node), request));
    }

    void exec(Exchange exchange, Query query, RequestInfo info) throws IOException {
        PodExecOptions options = admitted(
                info,
                PodExecOptionsType.TYPE,
                new PodExecOptions(
                        yes(query, "stdin"),
                        yes(query, "stdout"),
                        yes(query, "stderr"),
                        yes(query, "tty"),
                        query.first("container"),
                        query.all("command")));
        Pod pod = pod(info);
        if (options.command().isEmpty()) {
            throw StatusException.badRequest("you must specify at least 1 command for the container");
        }
        ExecBridge.Options streams = streams(options.stdin(), options.stdout(), options.stderr(), options.tty());
        ExecRequest request = new ExecRequest(
                reference(pod),
                container(pod, options.container()),
                options.command(),
                streams.stdin(),
                streams.stdout(),
                streams.stderr(),
                streams.tty());
        NodeApi node = assigned(pod);
        serve(() -> ExecBridge.serve(exchange, () -> node.exec(request), streams));
    }

    void attach(Exchange exchange, Query query, RequestInfo info) throws IOException {
        PodAttachOptions options = admitted(
                info,
                PodAttachOptionsType.TYPE,
                new PodAttachOptions(
                        yes(query, "stdin"),
                        yes(query, "stdout"),
                        yes(query, "stderr"),
                        yes(query, "tty"),
                        query.first("container")));
        Pod pod = pod(info);
        ExecBridge.Options streams = streams(options.stdin(), options.stdout(), options.stderr(), options.tty());
        AttachRequest request = new AttachRequest(
                reference(pod),
                container(pod, options.container()),
                streams.stdin(),
                streams.stdout(),
                streams.stderr(),
                streams.tty());
        NodeApi node = assigned(pod);
        serve(() -> ExecBridge.serve(exchange, () -> node.attach(request), streams));
    }

    void portForward(Exchange exchange, Query query, RequestInfo info) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (String port : query.all("ports")) {
            ports.add(port(port));
        }
        admitted(info, PodPortForwardOptionsType.TYPE, new PodPortForwardOptions(ports));
        Pod pod = pod(info);
        NodeApi node = assigned(pod);
        serve(() -> PortForwardBridge.serve(exchange, reference(pod), node));
    }

    private <T> T admitted(RequestInfo info, RecordType<T> type, T options) {
        return connections.admit(PodType.KIND, info.subresource(), info.namespace(), info.name(), type, options);
    }

    /** Null for no, which options in Kubernetes' form do not show. */
    private static @Nullable Boolean yes(Query query, String name) {
        return Options.flag(query, name) ? Boolean.TRUE : null;
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw StatusException.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }

    private static ExecBridge.Options streams(
            @Nullable Boolean stdin, @Nullable Boolean stdout, @Nullable Boolean stderr, @Nullable Boolean tty) {
        boolean terminal = Boolean.TRUE.equals(tty);
        ExecBridge.Options streams = new ExecBridge.Options(
                Boolean.TRUE.equals(stdin),
                Boolean.TRUE.equals(stdout),
                Boolean.TRUE.equals(stderr) && !terminal,
                terminal);
        if (!streams.stdin() && !streams.stdout() && !streams.stderr()) {
            throw StatusException.badRequest("you must specify at least one of stdin, stdout, stderr");
        }
        return streams;
    }

    private Pod pod(RequestInfo info) {
        return registries.registry(PodType.KIND).get(info.namespace(), info.name());
    }

    private static PodRef reference(Pod pod) {
        return new PodRef(pod.namespace(), pod.name(), pod.uid());
    }

    private NodeApi assigned(Pod pod) {
        String node = pod.spec().nodeName();
        if (node == null || node.isEmpty()) {
            throw StatusException.badRequest("pod " + pod.name() + " does not have a host assigned");
        }
        return node(node);
    }

    private NodeApi node(String name) {
        return nodes.find(name)
                .orElseThrow(() ->
                        StatusException.unavailable("error dialing backend: no connection to node \"" + name + "\""));
    }

    /** The container that is meant; a pod with several needs a name. */
    private static String container(Pod pod, @Nullable String given) {
        List<String> names =
                pod.spec().containers().stream().map(Container::name).toList();
        List<String> init =
                pod.spec().initContainers().stream().map(Container::name).toList();
        List<String> ephemeral = pod.spec().ephemeralContainers().stream()
                .map(EphemeralContainer::name)
                .toList();
        if (given == null || given.isEmpty()) {
            if (names.size() == 1) {
                return names.getFirst();
            }
            String marked = pod.metadata().annotations().get("kubectl.kubernetes.io/default-container");
            if (marked != null && names.contains(marked)) {
                return marked;
            }
            StringBuilder text = new StringBuilder("a container name must be specified for pod ")
                    .append(pod.name())
                    .append(", choose one of: [")
                    .append(String.join(" ", names))
                    .append(']');
            if (!init.isEmpty()) {
                text.append(" or one of the init containers: [")
                        .append(String.join(" ", init))
                        .append(']');
            }
            throw StatusException.badRequest(text.toString());
        }
        boolean known = Stream.of(names, init, ephemeral).anyMatch(list -> list.contains(given));
        if (!known) {
            throw StatusException.badRequest("container " + given + " is not valid for pod " + pod.name());
        }
        return given;
    }

    private interface Streaming {
        void run() throws IOException;
    }

    /** A node's refusal becomes the API server's. */
    private static void serve(Streaming streaming) throws IOException {
        try {
            streaming.run();
        } catch (NodeApiException e) {
            String message = String.valueOf(e.getMessage());
            throw switch (e.code()) {
                case 400 -> StatusException.badRequest(message);
                case 404 -> StatusException.of(404, "NotFound", message);
                default -> StatusException.of(e.code(), "InternalError", message);
            };
        }
    }
}
