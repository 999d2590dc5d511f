package io.gantry.server.request;

import io.gantry.server.edge.Exchange;

/** Finds out who makes a request. Thread-safe. */
@FunctionalInterface
public interface Authenticator {
    /**
     * {@link UserInfo#ANONYMOUS} for a request without credentials, where that is allowed.
     *
     * @throws io.gantry.api.status.StatusException 401 when the credentials are no good
     */
    UserInfo authenticate(Exchange exchange);
}
