package io.gantry.client.node;

import java.io.IOException;

/** A node's refusal, with the HTTP status and the sentence that the kubelet would answer with. */
public final class NodeApiException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public NodeApiException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** HTTP status, 400 to 599. */
    public int code() {
        return code;
    }
}
