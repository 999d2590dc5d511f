package io.gantry.server.auth.jwt;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what an issuer publishes. Thread-safe; closed by who asked for it. */
public interface IssuerDocuments extends AutoCloseable {
    /**
     * What stands at a place.
     *
     * @param timeout until all of it is there
     * @throws IOException when it is not there, did not come in time or is too long
     */
    default byte[] get(URI place, Duration timeout) throws IOException, InterruptedException {
        return get(place, "", timeout);
    }

    /**
     * What stands at a place for whoever has a token.
     *
     * @param accessToken which no other server may see; empty for none
     * @param timeout until all of it is there
     * @throws IOException when it is not there, did not come in time or is too long
     */
    byte[] get(URI place, String accessToken, Duration timeout) throws IOException, InterruptedException;

    @Override
    default void close() {}

    /** Finds the way to an issuer. */
    @FunctionalInterface
    interface Connector {
        /**
         * @param authorityPem certificates to trust; null for the system's
         * @throws IllegalArgumentException when they cannot be read
         */
        IssuerDocuments trusting(@Nullable String authorityPem);
    }
}
