package io.gantry.program;

/** Something that the user can put right: the message is a paragraph that says what is wrong and what to do. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
