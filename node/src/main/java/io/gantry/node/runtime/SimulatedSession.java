package io.gantry.node.runtime;

import io.gantry.client.node.StreamSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** A session whose output is known from the start; it ends when the latch opens, with the code that is asked for then. */
record SimulatedSession(InputStream stdout, InputStream stderr, CountDownLatch ended, IntSupplier exitCode)
        implements StreamSession {
    static SimulatedSession of(ExecResult result) {
        return new SimulatedSession(
                new ByteArrayInputStream(result.stdout()),
                new ByteArrayInputStream(result.stderr()),
                new CountDownLatch(0),
                result::exitCode);
    }

    @Override
    public OutputStream stdin() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public void resize(int width, int height) {
        // There is no terminal.
    }

    @Override
    public int awaitExit() throws IOException, InterruptedException {
        ended.await();
        return exitCode.getAsInt();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
