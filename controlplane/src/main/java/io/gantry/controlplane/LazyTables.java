package io.gantry.controlplane;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.base.Once;
import io.gantry.base.Time;
import io.gantry.server.api.TablePrinter;
import io.gantry.server.table.Tables;
import java.util.List;

/** The tables of all kinds, made when the first one is asked for: a start need not wait for them. Thread-safe. */
final class LazyTables implements TablePrinter {
    private final Once<Tables, RuntimeException> tables;

    LazyTables(Time time) {
        this.tables = new Once<>(() -> new Tables(time));
    }

    @Override
    public byte[] print(
            String apiVersion,
            Kind<?> kind,
            ListMeta metadata,
            List<? extends KubeObject> objects,
            Include include,
            boolean headers) {
        return tables.get().print(apiVersion, kind, metadata, objects, include, headers);
    }
}
