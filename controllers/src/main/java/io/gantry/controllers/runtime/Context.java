package io.gantry.controllers.runtime;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.Informers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What loops are given. Thread-safe. Closing it takes the loops' handlers back from the shared informers. */
public final class Context implements AutoCloseable {
    private final Client client;
    private final Informers informers;
    private final Time time;
    private final RandomGenerator random;
    private final Function<String, EventRecorder> recorders;
    private final Batches batches;
    private final Map<Kind<?>, ScopedInformer<?>> scoped = new ConcurrentHashMap<>();

    /**
     * @param random must be safe to use from several threads, unless everything runs in one
     * @param recorders an event recorder for a component's name
     * @param batches how several writes at once are done
     */
    public Context(
            Client client,
            Informers informers,
            Time time,
            RandomGenerator random,
            Function<String, EventRecorder> recorders,
            Batches batches) {
        this.client = client;
        this.informers = informers;
        this.time = time;
        this.random = random;
        this.recorders = recorders;
        this.batches = batches;
    }

    public Client client() {
        return client;
    }

    public Time time() {
        return time;
    }

    public RandomGenerator random() {
        return random;
    }

    public Batches batches() {
        return batches;
    }

    /** The shared informer of a kind. Handlers added to it go when this context is closed. */
    @SuppressWarnings("unchecked") // put in under its own kind
    public <T extends KubeObject> Informer<T> informer(Kind<T> kind) {
        return (Informer<T>) scoped.computeIfAbsent(kind, _ -> new ScopedInformer<>(informers.of(kind)));
    }

    /** Ends the informer of a kind that is served no more. */
    public void forget(Kind<?> kind) {
        ScopedInformer<?> former = scoped.remove(kind);
        if (former != null) {
            former.close();
        }
        informers.forget(kind);
    }

    public EventRecorder recorder(String component) {
        return recorders.apply(component);
    }

    /** A loop on this context's time. */
    public Controller controller(String name, int workers, Reconciler reconciler) {
        return new Controller(name, time, random, workers, reconciler);
    }

    @Override
    public void close() {
        scoped.values().forEach(ScopedInformer::close);
    }
}
