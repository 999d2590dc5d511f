package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStateWaiting;
import io.gantry.api.core.v1.Pod;
import io.gantry.client.node.AttachRequest;
import io.gantry.client.node.Duplex;
import io.gantry.client.node.ExecRequest;
import io.gantry.client.node.LogRequest;
import io.gantry.client.node.NodeApi;
import io.gantry.client.node.NodeApiException;
import io.gantry.client.node.NodeReply;
import io.gantry.client.node.NodeRequest;
import io.gantry.client.node.PodRef;
import io.gantry.client.node.StreamSession;
import io.gantry.node.pod.Containers;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxInfo;
import io.gantry.node.runtime.StreamOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers the API server's questions about this node's pods, in the kubelet's words. */
final class AgentNodeApi implements NodeApi {
    /** Finds the worker of a pod by its name. */
    @FunctionalInterface
    interface Workers {
        @Nullable
        PodWorker find(String namespace, String name);
    }

    private final AgentContext context;
    private final Workers workers;
    private final NodePages pages;

    AgentNodeApi(AgentContext context, Workers workers, NodePages pages) {
        this.context = context;
        this.workers = workers;
        this.pages = pages;
    }

    private PodWorker worker(PodRef ref) throws NodeApiException {
        PodWorker worker = workers.find(ref.namespace(), ref.name());
        if (worker == null
                || (!ref.uid().isEmpty() && !ref.uid().equals(worker.pod().uid()))) {
            throw new NodeApiException(404, "pod \"" + ref.name() + "\" not found on this node");
        }
        return worker;
    }

    @Override
    public void logs(LogRequest request, OutputStream out) throws IOException {
        PodWorker worker = worker(request.pod());
        Pod pod = worker.pod();
        if (Containers.all(pod).stream().noneMatch(each -> each.name().equals(request.container()))) {
            throw new NodeApiException(400, "container " + request.container() + " is not valid for pod " + pod.name());
        }
        ObservedContainer newest = worker.observed().newest(request.container());
        String in = "container \"" + request.container() + "\" in pod \"" + pod.name() + "\"";
        if (newest == null) {
            throw new NodeApiException(
                    400,
                    request.previous()
                            ? "previous terminated " + in + " not found"
                            : in + " is waiting to start: " + waitingReason(pod, request.container()));
        }
        int attempt = newest.status().attempt();
        if (request.previous()) {
            // The one before; while the newest waits for its next start, it is itself the one that ended last.
            ObservedContainer previous = newest.exited() && waiting(pod, request.container()) != null
                    ? newest
                    : worker.observed().previous(request.container());
            if (previous == null) {
                throw new NodeApiException(400, "previous terminated " + in + " not found");
            }
            attempt = previous.status().attempt();
        }
        Path file = context.paths().log(pod, request.container(), attempt);
        if (!Files.exists(file)) {
            throw new NodeApiException(400, "the log of " + in + " is not there (yet)");
        }
        int wanted = attempt;
        try {
            new ContainerLogs(request, out, context.config().time())
                    .copy(file, () -> over(worker, request.container(), wanted));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the reader has left: a normal end
        }
    }

    private static String waitingReason(Pod pod, String container) {
        ContainerStateWaiting waiting = waiting(pod, container);
        String reason = waiting == null || waiting.reason() == null ? "ContainerCreating" : waiting.reason();
        return switch (reason) {
            case "ErrImagePull" -> "image can't be pulled";
            case "ImagePullBackOff" -> "trying and failing to pull image";
            default -> reason;
        };
    }

    private static @Nullable ContainerStateWaiting waiting(Pod pod, String container) {
        return Stream.of(
                        pod.status().containerStatuses(),
                        pod.status().initContainerStatuses(),
                        pod.status().ephemeralContainerStatuses())
                .flatMap(List::stream)
                .filter(status ->
                        status.name().equals(container) && status.state().waiting() != null)
                .map(status -> status.state().waiting())
                .findFirst()
                .orElse(null);
    }

    private static boolean over(PodWorker worker, String container, int attempt) {
        ObservedContainer newest = worker.observed().newest(container);
        return newest == null || newest.status().attempt() != attempt || newest.exited();
    }

    private String running(PodRef ref, String container) throws NodeApiException {
        PodWorker worker = worker(ref);
        ObservedContainer newest = worker.observed().newest(container);
        if (newest == null || !newest.running()) {
            throw new NodeApiException(404, "container not found (\"" + container + "\")");
        }
        return newest.status().id();
    }

    @Override
    public StreamSession exec(ExecRequest request) throws IOException {
        String id = running(request.pod(), request.container());
        try {
            return context.runtime()
                    .exec(
                            id,
                            request.command(),
                            new StreamOptions(
                                    request.stdin(),
                                    request.stdout(),
                                    request.stderr() && !request.tty(),
                                    request.tty()));
        } catch (RuntimeFailure e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public StreamSession attach(AttachRequest request) throws IOException {
        String id = running(request.pod(), request.container());
        Container container = Containers.all(worker(request.pod()).pod()).stream()
                .filter(each -> each.name().equals(request.container()))
                .findFirst()
                .orElseThrow(() -> new NodeApiException(404, "container not found"));
        boolean tty = Boolean.TRUE.equals(container.tty());
        try {
            return context.runtime()
                    .attach(
                            id,
                            new StreamOptions(
                                    request.stdin() && Boolean.TRUE.equals(container.stdin()),
                                    request.stdout(),
                                    request.stderr() && !tty,
                                    tty));
        } catch (RuntimeFailure e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public Duplex portForward(PodRef pod, int port) throws IOException {
        SandboxInfo sandbox = worker(pod).observed().sandbox();
        if (sandbox == null || !sandbox.ready()) {
            throw new NodeApiException(404, "unable to forward port: pod \"" + pod.name() + "\" has no network yet");
        }
        try {
            return context.runtime().portForward(sandbox.id(), port);
        } catch (RuntimeFailure e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public NodeReply http(NodeRequest request) throws IOException {
        try {
            return pages.answer(request);
        } catch (RuntimeFailure e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static NodeApiException failure(RuntimeFailure e) {
        int code = switch (e.kind()) {
            case NOT_FOUND -> 404;
            case INVALID, WRONG_STATE -> 400;
            default -> 500;
        };
        return new NodeApiException(code, e.reason().message());
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the request was given up");
    }
}
