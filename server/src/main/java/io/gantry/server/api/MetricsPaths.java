package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.base.Once;
import io.gantry.server.edge.Exchange;
import io.gantry.server.metrics.Exposition;
import io.gantry.server.metrics.ObjectCount;
import io.gantry.server.metrics.ServerMetrics;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.Snapshot;
import io.gantry.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /metrics} and {@code /metrics/slis}. What writes them is loaded when they are first asked for. Thread-safe. */
final class MetricsPaths implements StaticPaths {
    private final Store<KubeObject> store;
    private final Supplier<List<Kind<?>>> customKinds;
    private final Once<Exposition, RuntimeException> exposition;

    MetricsPaths(ServerMetrics metrics, Store<KubeObject> store, Supplier<List<Kind<?>>> customKinds) {
        this.store = store;
        this.customKinds = customKinds;
        this.exposition = new Once<>(
                () -> new Exposition(metrics, store.statistics(), store::revision, store::diskBytes, this::objects));
    }

    @Override
    public boolean serve(Exchange exchange, String path) throws IOException {
        boolean slis = path.equals("/metrics/slis");
        if (!slis && !path.equals("/metrics")) {
            return false;
        }
        String accept = exchange.headers().first("accept");
        Exposition.Page page =
                slis ? exposition.get().slis(accept) : exposition.get().all(accept);
        exchange.respond(200, Replies.headers(exchange, page.contentType()), page.body());
        return true;
    }

    /** One count for each place in the store: what is served in several versions or groups lies there once. */
    private List<ObjectCount> objects() {
        Snapshot<KubeObject> snapshot = store.snapshot();
        Set<String> seen = new HashSet<>();
        List<ObjectCount> counts = new ArrayList<>();
        List<Kind<?>> kinds = new ArrayList<>(Kinds.all());
        kinds.addAll(customKinds.get());
        kinds.sort(Comparator.comparing(Kind::group)); // events are the core group's first
        for (Kind<?> kind : kinds) {
            String prefix = StorageKeys.prefix(kind);
            if (!kind.plural().isEmpty() && Registries.isStored(kind) && seen.add(prefix)) {
                counts.add(new ObjectCount(
                        kind.group(), kind.plural(), snapshot.prefix(prefix).size()));
            }
        }
        return counts;
    }
}
