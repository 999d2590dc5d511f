package io.gantry.server.flowcontrol;

/**
 * A request that was let in, until it has been served. For the request's own thread; closing it again does nothing.
 */
public interface Passage extends AutoCloseable {
    /** Of a request that is not counted. */
    Passage FREE = () -> {};

    @Override
    void close();
}
