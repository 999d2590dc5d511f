package io.gantry.server.request;

/** Is told of each timed part of a request, to make a span of it. Thread-safe. */
@FunctionalInterface
public interface RequestSpans {
    /** Both times are of the monotonic clock, in nanoseconds. */
    void part(String name, long beganNanos, long endedNanos);
}
