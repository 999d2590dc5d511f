package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionStatus;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Registry;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.WatchCursor;
import io.gantry.server.registry.WatchQuery;
import io.gantry.server.schema.CustomDefinition;
import io.gantry.store.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the names of definitions, establishes them, and sees their deletion through. One thread, so that no two
 * definitions get one name; every change of any definition makes it look at all of them, since a name that one gives up
 * another may be waiting for.
 */
public final class DefinitionLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DefinitionLoop.class.getName());
    private static final Duration IDLE = Duration.ofMinutes(10);
    /** How often is looked whether the last object of a deleted definition has gone. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Registries registries;
    private final CustomCatalog catalog;
    private final Time time;
    private final Registry<CustomResourceDefinition> definitions;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable WatchCursor<CustomResourceDefinition> watching;
    private volatile @Nullable Thread thread;

    public DefinitionLoop(Registries registries, CustomCatalog catalog, Time time) {
        this.registries = registries;
        this.catalog = catalog;
        this.time = time;
        this.definitions = registries.registry(CustomResourceDefinitionType.KIND);
    }

    /** To be called once, by the thread that closes it. */
    public void start() {
        thread = Thread.ofVirtual().name("custom-resource-definitions").start(this::run);
    }

    /** Whether definitions are looked after, or need not be any more because the server closes. */
    public boolean running() {
        Thread started = thread;
        return closed || (started != null && started.isAlive());
    }

    private void run() {
        while (!closed) {
            try (WatchCursor<CustomResourceDefinition> cursor =
                    definitions.watch("", new WatchQuery(ListQuery.ALL, false, null))) {
                watching = cursor;
                follow(cursor);
            } catch (InterruptedException e) {
                return; // closing
            } catch (StatusException | StoreException e) {
                // Fallen behind, or the store is closing: a new watch begins with the newest state.
                LOG.log(Level.DEBUG, "The watch of definitions ended and is opened again", e);
                try {
                    if (closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException interrupted) {
                    return; // closing
                }
            }
        }
    }

    private void follow(WatchCursor<CustomResourceDefinition> cursor) throws InterruptedException {
        Duration wait = Duration.ZERO;
        while (!closed) {
            var item = cursor.next(wait);
            if (item != null) {
                wait = Duration.ZERO; // what came together is looked at together
                continue;
            }
            if (cursor.closed()) {
                return;
            }
            if (wait.isZero()) {
                wait = lookAtAll() ? IDLE : LOOK_AGAIN;
            } else {
                wait = Duration.ZERO;
            }
        }
    }

    /** Returns whether nothing is left to do until a definition changes. */
    private boolean lookAtAll() {
        boolean done = true;
        for (CustomResourceDefinition definition : definitions.all("")) {
            try {
                boolean going = Metas.deleting(definition)
                        && definition.metadata().finalizers().contains(DefinitionStrategy.CLEANUP);
                done &= going ? cleanUp(definition) : judge(definition);
            } catch (RuntimeException e) {
                boolean overtaken =
                        e instanceof StatusException refused && (refused.isNotFound() || refused.isConflict());
                LOG.log(
                        overtaken ? Level.DEBUG : Level.WARNING,
                        "Looking at the definition " + definition.name() + " again, because it failed",
                        e);
                done = false;
            }
        }
        return done;
    }

    private boolean judge(CustomResourceDefinition definition) {
        AcceptedNames others = AcceptedNames.of(definitions.all(""), definition);
        CustomResourceDefinitionStatus status = others.statusOf(definition, time.now());
        if (!status.equals(definition.status())) {
            write(definition, current -> status);
        }
        return true;
    }

    private boolean cleanUp(CustomResourceDefinition definition) {
        write(
                definition,
                status -> Conditions.set(
                        status,
                        Conditions.TERMINATING,
                        true,
                        "InstanceDeletionInProgress",
                        "CustomResource deletion is in progress",
                        time.now()));
        CustomDefinition compiled = catalog.definition(definition.name());
        if (compiled == null) {
            finish(definition, "NeverEstablished", "resource was never established");
            return true;
        }
        // Also of a version that is not served any more: only a strategy knows how to read what is stored.
        Kind<CustomObject> kind = compiled.storage();
        Registry<CustomObject> objects = registries.over(catalog.strategy(kind));
        objects.deleteCollection("", ListQuery.ALL, DeleteOptionsBuilder.of().build());
        if (!objects.all("").isEmpty()) {
            return false; // finalizers hold some back
        }
        finish(definition, "InstanceDeletionCompleted", "removed all instances");
        return true;
    }

    private void finish(CustomResourceDefinition definition, String reason, String message) {
        definitions.update(
                "",
                definition.name(),
                "status",
                current -> {
                    List<String> finalizers = current.metadata().finalizers().stream()
                            .filter(finalizer -> !finalizer.equals(DefinitionStrategy.CLEANUP))
                            .toList();
                    CustomResourceDefinition released = Metas.edit(current, m -> m.finalizers(finalizers));
                    return new Edited<>(
                            new CustomResourceDefinition(
                                    released.metadata(),
                                    released.spec(),
                                    Conditions.set(
                                            released.status(),
                                            Conditions.TERMINATING,
                                            false,
                                            reason,
                                            message,
                                            time.now())),
                            current.metadata().managedFields());
                },
                null,
                WriteOptions.DEFAULT);
    }

    private void write(CustomResourceDefinition definition, UnaryOperator<CustomResourceDefinitionStatus> change) {
        definitions.update(
                "",
                definition.name(),
                "status",
                current -> new Edited<>(
                        new CustomResourceDefinition(
                                current.metadata(), current.spec(), change.apply(current.status())),
                        current.metadata().managedFields()),
                null,
                WriteOptions.DEFAULT);
    }

    @Override
    public void close() {
        closed = true;
        closing.countDown();
        WatchCursor<CustomResourceDefinition> open = watching;
        if (open != null) {
            open.close();
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
