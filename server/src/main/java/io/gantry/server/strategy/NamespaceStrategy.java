package io.gantry.server.strategy;

import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceSpec;
import io.gantry.api.core.v1.NamespaceStatus;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A namespace stays, terminating, until the finalizers in its spec are gone: its content goes first. */
public final class NamespaceStrategy extends Strategy<Namespace> {
    private static final String FINALIZER = "kubernetes";
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    public NamespaceStrategy() {
        super(NamespaceType.KIND);
    }

    @Override
    public Namespace prepareCreate(Namespace object, Context context) {
        List<String> finalizers = new ArrayList<>(object.spec().finalizers());
        if (!finalizers.contains(FINALIZER)) {
            finalizers.add(FINALIZER);
        }
        Map<String, String> labels = new HashMap<>(object.metadata().labels());
        labels.put(NAME_LABEL, object.name());
        Namespace named = Metas.edit(object, m -> m.labels(labels));
        return new Namespace(named.metadata(), new NamespaceSpec(finalizers), new NamespaceStatus("Active", List.of()));
    }

    @Override
    public Namespace prepareUpdate(Namespace next, Namespace old, Context context) {
        Map<String, String> labels = new HashMap<>(next.metadata().labels());
        labels.put(NAME_LABEL, old.name());
        Namespace named = Metas.edit(next, m -> m.labels(labels));
        return new Namespace(named.metadata(), old.spec(), old.status());
    }

    @Override
    public Namespace prepareSubresource(String subresource, Namespace next, Namespace old, Context context) {
        if (!subresource.equals("finalize")) {
            return super.prepareSubresource(subresource, next, old, context);
        }
        return new Namespace(withStatusMetadata(old, next).metadata(), next.spec(), old.status());
    }

    @Override
    public boolean heldBack(Namespace object) {
        return !object.spec().finalizers().isEmpty();
    }

    @Override
    public Namespace whenMarked(Namespace object) {
        return new Namespace(
                object.metadata(),
                object.spec(),
                new NamespaceStatus("Terminating", object.status().conditions()));
    }
}
