package io.gantry.server.auth.jwt;

/** Why a token lets nobody in, for the log: who sent it is not told. */
final class TokenRefusal extends Exception {
    private static final long serialVersionUID = 1;

    TokenRefusal(String message) {
        super(message);
    }

    TokenRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
