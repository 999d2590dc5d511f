package io.gantry.server.stream;

import io.gantry.client.node.StreamSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A session with a process of this machine, as a node would have with one in a container. */
final class ProcessSession implements StreamSession {
    private final Process process;
    private final CompletableFuture<String> size = new CompletableFuture<>();

    ProcessSession(List<String> command, boolean mergeErrors) throws IOException {
        this.process =
                new ProcessBuilder(command).redirectErrorStream(mergeErrors).start();
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.getErrorStream();
    }

    @Override
    public void resize(int width, int height) {
        size.complete(width + "x" + height);
    }

    /** The first size that the client told. */
    String size() throws InterruptedException, ExecutionException {
        return size.get();
    }

    @Override
    public int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
