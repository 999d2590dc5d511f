package io.gantry.server.auth.webhook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A server that answers reviews, as a kubeconfig names it. Thread-safe; closed by who asked for it. */
@FunctionalInterface
public interface RemoteReview extends AutoCloseable {
    /**
     * What a server answers.
     *
     * @param later whether it says when to ask again ({@code Retry-After})
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
    record Answer(int status, boolean later, byte[] body) {}

    /**
     * Posts a review and waits for the answer.
     *
     * @param timeout until the whole answer is there
     * @throws IOException when none came, or one that is too long; the message holds nothing of the question
     */
    Answer ask(byte[] json, Duration timeout) throws IOException, InterruptedException;

    @Override
    default void close() {}

    /** Finds the way to a server. */
    @FunctionalInterface
    interface Connector {
        /**
         * @throws IOException when the kubeconfig, or a file that it names, cannot be read
         * @throws IllegalArgumentException when it is wrong
         */
        RemoteReview connect(Path kubeconfig) throws IOException;
    }
}
