package io.gantry.pki;

/** A certificate, key or request that cannot be used; the message names the file or field and what is wrong with it. */
public final class PkiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PkiException(String message) {
        super(message);
    }

    public PkiException(String message, Throwable cause) {
        super(message, cause);
    }
}
