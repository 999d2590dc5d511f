package io.gantry.server.edge;

/** The request's body is larger than its handler accepts: 413. */
public final class BodyTooLargeException extends EdgeException {
    private static final long serialVersionUID = 1L;

    private final long maxBytes;

    public BodyTooLargeException(long maxBytes) {
        super(413, "Request entity too large: limit is " + maxBytes);
        this.maxBytes = maxBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
