package io.gantry.server.edge;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The last seconds of an upgraded connection. Closing a TCP connection at once can destroy what is still on its way to
 * the client, and some clients (spdystream) drop what they have not looked at when they see the end. So: wait for our
 * last bytes to leave, then for the client to say that it is done too, each for a bounded time.
 */
final class Ending {
    private static final long SEND_SECONDS = 5;
    private static final long PEER_SECONDS = 2;

    private final CountDownLatch sent = new CountDownLatch(1);
    private final CountDownLatch peerDone = new CountDownLatch(1);

    void sent() {
        sent.countDown();
    }

    /** The client closed its side, or the connection is gone. */
    void peerIsDone() {
        peerDone.countDown();
        sent.countDown();
    }

    /** Returns early when the thread is interrupted, which it stays. */
    void await() {
        try {
            if (sent.await(SEND_SECONDS, TimeUnit.SECONDS)) {
                // Whether or not the client answered in time, this side is through.
                var ignored = peerDone.await(PEER_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
