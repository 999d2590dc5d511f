package io.gantry.store;

/**
 * A {@link ValueCodec} lacks what it takes to read a value, such as the key that it is encrypted with: the store does not
 * open, and the value is not counted as damaged. The message says what is missing and how to bring it back.
 */
public final class UnreadableValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableValueException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnreadableValueException(String message) {
        super(message);
    }
}
