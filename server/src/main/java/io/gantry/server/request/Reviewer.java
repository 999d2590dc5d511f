package io.gantry.server.request;

import io.gantry.api.status.StatusException;

/** Answers the kinds that are questions, such as a SubjectAccessReview. Thread-safe. */
@FunctionalInterface
public interface Reviewer {
    /**
     * @param review the question
     * @param namespace where it was posted to; empty for a cluster-scoped kind
     * @param admission judges a question that is well-formed, before it is answered; refuses by throwing
     * @return the same kind with its status filled in
     * @throws StatusException 400 for a malformed question, 404 for a kind that is no question
     */
    Object review(Object review, String namespace, UserInfo user, Runnable admission);

    /** For a server that answers none. */
    static Reviewer none() {
        return (review, namespace, user, admission) -> {
            throw StatusException.noSuchPath();
        };
    }
}
