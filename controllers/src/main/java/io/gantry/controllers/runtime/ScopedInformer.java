package io.gantry.controllers.runtime;

import io.gantry.api.KubeObject;
import io.gantry.client.Informer;
import io.gantry.client.Reader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A shared informer in the hands of one scope: closing it takes back the scope's handlers and leaves the informer be. */
final class ScopedInformer<T extends KubeObject> implements Informer<T> {
    private final Informer<T> shared;
    private final List<Handler<T>> added = new CopyOnWriteArrayList<>();

    ScopedInformer(Informer<T> shared) {
        this.shared = shared;
    }

    @Override
    public Reader<T> reader() {
        return shared.reader();
    }

    @Override
    public void addHandler(Handler<T> handler) {
        added.add(handler);
        shared.addHandler(handler);
    }

    @Override
    public void removeHandler(Handler<T> handler) {
        added.remove(handler);
        shared.removeHandler(handler);
    }

    @Override
    public void addIndex(String name, Function<T, ? extends Collection<String>> values) {
        shared.addIndex(name, values);
    }

    @Override
    public List<T> byIndex(String name, String value) {
        return shared.byIndex(name, value);
    }

    @Override
    public void start() {
        shared.start();
    }

    @Override
    public boolean awaitSynced(Duration timeout) throws InterruptedException {
        return shared.awaitSynced(timeout);
    }

    @Override
    public boolean synced() {
        return shared.synced();
    }

    @Override
    public void close() {
        added.forEach(shared::removeHandler);
        added.clear();
    }
}
