package io.gantry.controllers;

import io.gantry.base.Time;
import io.gantry.client.ApiEventRecorder;
import io.gantry.client.Client;
import io.gantry.client.Informers;
import io.gantry.controllers.runtime.Batches;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Loop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Everything that runs while this process leads: made together, started together, closed together. There is no second list
 * of what to stop.
 *
 * <p>Thread-safe. {@link #close} returns when nothing runs any more, or throws when something could not be stopped: then the
 * process must end, since the next leader's loops may run already.
 */
public final class LeaderScope implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LeaderScope.class.getName());

    private final Informers informers;
    private final Context context;
    private final Map<String, ApiEventRecorder> recorders = new ConcurrentHashMap<>();
    private final List<Loop> loops;
    private final Thread starter;
    private volatile boolean closed;

    private LeaderScope(
            Client client,
            Informers informers,
            Time time,
            RandomGenerator random,
            Function<Context, List<Loop>> factory) {
        this.informers = informers;
        context = new Context(
                client,
                informers,
                time,
                random,
                component -> recorders.computeIfAbsent(
                        component, name -> new ApiEventRecorder(client, time, random, name, "").start()),
                Batches.parallel());
        loops = List.copyOf(factory.apply(context));
        starter = Thread.ofVirtual().name("leader-scope").unstarted(this::startWhenSynced);
    }

    /** Makes the loops, and starts them as soon as the informers know everything. */
    public static LeaderScope open(
            Client client,
            Informers informers,
            Time time,
            RandomGenerator random,
            Function<Context, List<Loop>> factory) {
        var scope = new LeaderScope(client, informers, time, random, factory);
        informers.start();
        scope.starter.start();
        return scope;
    }

    private void startWhenSynced() {
        try {
            while (!informers.awaitSynced(Duration.ofSeconds(30))) {
                LOG.log(Level.WARNING, "The control loops still wait for the first lists from the API server");
            }
            for (Loop loop : loops) {
                if (closed) {
                    return;
                }
                loop.start();
            }
            LOG.log(Level.INFO, () -> loops.size() + " control loops run");
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "Closed before the informers had synced");
        }
    }

    public List<Loop> loops() {
        return loops;
    }

    @Override
    public void close() {
        closed = true;
        starter.interrupt();
        List<RuntimeException> failures = new ArrayList<>();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
        for (Loop loop : loops.reversed()) {
            try {
                loop.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        recorders.values().forEach(ApiEventRecorder::close);
        if (!failures.isEmpty()) {
            var failure = new IllegalStateException("some control loops could not be stopped", failures.getFirst());
            failures.subList(1, failures.size()).forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
