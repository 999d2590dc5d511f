package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ListMeta;
import java.util.List;

/** Shows objects as tables: what {@code kubectl get} prints. Thread-safe. */
public interface TablePrinter {
    /** How much of each object goes along with its row. */
    enum Include {
        NONE,
        METADATA,
        OBJECT
    }

    /**
     * The whole {@code Table} as JSON.
     *
     * @param apiVersion {@code meta.k8s.io/v1}, or {@code v1beta1}, which differs by its name alone
     * @param kind the kind of the objects, in the version that was asked for
     * @param metadata of a list; for a single object only its resource version
     * @param headers whether column definitions are written; a watch writes them once
     */
    byte[] print(
            String apiVersion,
            Kind<?> kind,
            ListMeta metadata,
            List<? extends KubeObject> objects,
            Include include,
            boolean headers);
}
