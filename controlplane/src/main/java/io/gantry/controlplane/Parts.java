package io.gantry.controlplane;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The running parts of the process in the order they were opened; closed in reverse, each even if another one fails to
 * close. Used by one thread at a time.
 */
public final class Parts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    private record Part(String name, AutoCloseable closer) {}

    private final Deque<Part> open = new ArrayDeque<>();

    /** Remembers a part that was just opened, and returns it. */
    public <T extends AutoCloseable> T add(String name, T part) {
        open.push(new Part(name, part));
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            var part = open.pop();
            try {
                part.closer.close();
                LOG.log(Level.DEBUG, "closed {0}", part.name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.log(Level.WARNING, "interrupted while closing " + part.name, e);
            } catch (Exception e) {
                LOG.log(Level.ERROR, part.name + " did not close properly", e);
            }
        }
    }
}
