package io.gantry.api.codec;

/**
 * Data that cannot be read as an API object. The message is the one that Kubernetes gives, without its prefix about the
 * kind that was expected.
 */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DecodeException(String message) {
        super(message);
    }

    public DecodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
