package io.gantry.server.edge;

import java.io.IOException;

/** A request that the edge refuses, with the HTTP status to answer and a sentence for the client. */
public class EdgeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public EdgeException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** With the sentence of {@code cause}. */
    public EdgeException(int status, Throwable cause) {
        super(cause.getMessage(), cause);
        this.status = status;
    }

    /** HTTP status, 400 to 599. */
    public int status() {
        return status;
    }
}
