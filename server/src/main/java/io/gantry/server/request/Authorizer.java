package io.gantry.server.request;

/** Decides what a user may do. Thread-safe; asked once or more for every request, so it must answer from memory. */
@FunctionalInterface
public interface Authorizer {
    Decision authorize(Attributes attributes);

    /** Lets everybody do everything: for tests, and for tools that serve one trusted user. */
    static Authorizer alwaysAllow() {
        return attributes -> Decision.allow("everything is allowed");
    }
}
