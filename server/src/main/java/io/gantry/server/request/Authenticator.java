package io.gantry.server.request;

import io.gantry.server.edge.Exchange;
import java.util.function.BiConsumer;

/** Finds out who makes a request. Thread-safe. */
@FunctionalInterface
public interface Authenticator {
    /**
     * {@link UserInfo#ANONYMOUS} for a request without credentials, where that is allowed.
     *
     * @param notes takes what the audit should know of the credentials, key and value
     * @throws io.gantry.api.status.StatusException 401 when the credentials are no good
     */
    UserInfo authenticate(Exchange exchange, BiConsumer<String, String> notes);
}
