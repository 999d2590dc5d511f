package io.gantry.controllers.runtime;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.Informers;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What a loop is given.
 *
 * @param random must be safe to use from several threads, unless everything runs in one
 * @param recorders an event recorder for a component's name
 * @param batches how several writes at once are done
 */
public record Context(
        Client client,
        Informers informers,
        Time time,
        RandomGenerator random,
        Function<String, EventRecorder> recorders,
        Batches batches) {
    public <T extends KubeObject> Informer<T> informer(Kind<T> kind) {
        return informers.of(kind);
    }

    public EventRecorder recorder(String component) {
        return recorders.apply(component);
    }

    /** A loop on this context's time. */
    public Controller controller(String name, int workers, Reconciler reconciler) {
        return new Controller(name, time, random, workers, reconciler);
    }
}
