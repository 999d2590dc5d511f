package io.gantry.server.edge;

import java.io.IOException;

/**
 * A response that goes on after its handler has returned, and holds no thread while there is nothing to send: ten thousand
 * watches to which nothing happens cost their state alone. Called on virtual threads, one call at a time.
 */
public interface LastingResponse {
    /**
     * Sends what there is to send now: once when the handler has returned, then whenever {@link Exchange#goOn}'s result is
     * run, and when the client goes away or the server drains ({@link Exchange#closed}). Other responses of the connection
     * wait for it, so it must not block: {@link ResponseStream#hasRoom} says whether the client keeps up.
     *
     * @return false when the response is complete
     */
    boolean turn() throws IOException;

    /** The response is over, whatever the reason. Called once, after the last turn; everything it holds is released here. */
    void ended();
}
