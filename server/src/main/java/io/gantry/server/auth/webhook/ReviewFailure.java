package io.gantry.server.auth.webhook;

/** A review was not answered, or by something that is no answer. */
final class ReviewFailure extends Exception {
    private static final long serialVersionUID = 1;

    ReviewFailure(String message) {
        super(message);
    }

    ReviewFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
