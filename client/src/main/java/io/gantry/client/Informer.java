package io.gantry.client;

import io.gantry.api.KubeObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest known state of a collection, and a call for each change of it.
 *
 * <p>What {@link #reader} shows is never older than the last event that a handler was called for. A lost watch is
 * resumed, and a new list presented as the changes since the last one, so that handlers have one code path. Handlers of
 * one informer are called by one thread at a time, in order; they must be quick: put a key into a {@link WorkQueue}.
 */
public interface Informer<T extends KubeObject> extends AutoCloseable {
    /** Told of every change. {@code before} and {@code after} are the object's states; one of them may be absent. */
    @FunctionalInterface
    interface Handler<T> {
        void changed(@Nullable T before, @Nullable T after);
    }

    /** Reads what this informer knows. */
    Reader<T> reader();

    /**
     * Adds a handler; it is first called with every object that is known.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void addHandler(Handler<T> handler);

    /** Removes a handler that was added; it is not called any more once this has returned. */
    void removeHandler(Handler<T> handler);

    /**
     * Adds an index, unless there is one of that name already. {@code values} gives the texts that an object is found
     * under; it must depend on nothing but the object.
     */
    void addIndex(String name, Function<T, ? extends Collection<String>> values);

    /** The objects that an index has under a text, in no particular order. */
    List<T> byIndex(String name, String value);

    /** Starts to list and watch, on a virtual thread. */
    void start();

    /** Waits until the first list has been handled. Returns whether that is so. */
    boolean awaitSynced(Duration timeout) throws InterruptedException;

    boolean synced();

    @Override
    void close();
}
