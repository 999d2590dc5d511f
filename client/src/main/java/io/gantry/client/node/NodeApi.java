package io.gantry.client.node;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What the API server asks of a node: the kubelet's API.
 *
 * <p>Thread-safe; every method is plain blocking code for a virtual thread. A pod or container that the node does not
 * know, or a container that is in the wrong state, is a {@link NodeApiException} with the HTTP status that the kubelet
 * would answer with.
 */
public interface NodeApi {
    /**
     * Writes a container's log to {@code out} and returns at the end of the log, or, when following, once the container
     * has ended. Ends early, without an error, when the calling thread is interrupted.
     */
    void logs(LogRequest request, OutputStream out) throws IOException;

    /** Starts a command in a running container. */
    StreamSession exec(ExecRequest request) throws IOException;

    /** Attaches to the main process of a running container. */
    StreamSession attach(AttachRequest request) throws IOException;

    /** Connects to a TCP port inside the pod's network namespace. */
    Duplex portForward(PodRef pod, int port) throws IOException;

    /** Answers what {@code nodes/proxy} asks for: health, pods, configuration, metrics. Unknown paths are answered with 404. */
    NodeReply http(NodeRequest request) throws IOException;
}
