package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.Entry;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The state of a cluster at one moment, to which it can be brought back: for tests that share an API server.
 *
 * <p>Thread-safe. Going back is one transaction past all admission, finalizers and grace periods. Watchers see it as
 * deletions and changes, and revisions go on. What nodes say of themselves (their status, their leases) stays as it is.
 */
public final class Baseline {
    private final Registries registries;
    private final Snapshot<KubeObject> then;

    Baseline(Registries registries) {
        this.registries = registries;
        this.then = registries.snapshot();
    }

    /** Removes what was added since and puts back what was changed or removed. */
    public void restore() {
        Snapshot<KubeObject> now = registries.snapshot();
        List<Op<KubeObject>> operations = new ArrayList<>();
        Set<Kind<?>> kinds = new LinkedHashSet<>();
        for (Entry<KubeObject> entry : now.prefix(StorageKeys.ROOT)) {
            Entry<KubeObject> before = then.get(entry.key());
            if (before == null) {
                operations.add(Op.delete(entry.key(), Expect.any()));
                kinds.add(entry.value().kind());
            } else if (before.modRevision() != entry.modRevision()) {
                KubeObject wanted = wanted(before.value(), entry.value());
                if (!same(wanted, entry.value())) {
                    operations.add(Op.put(entry.key(), unversioned(wanted), Expect.any()));
                    kinds.add(wanted.kind());
                }
            }
        }
        for (Entry<KubeObject> before : then.prefix(StorageKeys.ROOT)) {
            if (now.get(before.key()) == null) {
                operations.add(Op.put(before.key(), unversioned(before.value()), Expect.any()));
                kinds.add(before.value().kind());
            }
        }
        if (!operations.isEmpty()) {
            registries.store().write(operations);
            kinds.forEach(registries::wrote);
        }
    }

    private static KubeObject wanted(KubeObject before, KubeObject is) {
        return switch (before) {
            case Lease ignored -> is;
            case Node node
            when is instanceof Node current ->
                NodeBuilder.of(node).status(current.status()).build();
            default -> before;
        };
    }

    private static boolean same(KubeObject a, KubeObject b) {
        return unversioned(a).equals(unversioned(b));
    }

    private static KubeObject unversioned(KubeObject object) {
        return Metas.withResourceVersion(object, null);
    }
}
