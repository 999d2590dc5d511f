package io.gantry.client;

/** A watch has ended in the ordinary way: the server's time limit, a broken connection, or {@link Watch#close}. */
public final class WatchClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WatchClosedException(String message) {
        super(message);
    }

    public WatchClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
