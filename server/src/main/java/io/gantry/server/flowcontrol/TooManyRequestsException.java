package io.gantry.server.flowcontrol;

/** There is no seat for the request, nor will there be one soon enough. */
public final class TooManyRequestsException extends Exception {
    private static final long serialVersionUID = 1;

    private final int retryAfterSeconds;

    TooManyRequestsException(int retryAfterSeconds) {
        super("Too many requests, please try again later.", null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** When the client may come again. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
