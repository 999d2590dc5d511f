package io.gantry.server.table;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Scalars;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.base.Time;
import io.gantry.server.api.TablePrinter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every built-in kind's table; a kind without one of its own gets its name and the moment of its creation, a custom kind the
 * columns of its definition.
 */
public final class Tables implements TablePrinter {
    private static final TableKind<KubeObject> OTHERS = new TableKind<>(
            List.of(Column.of("Name"), new Column("Created At", "date", "", 0, "When the object was created.")),
            (object, now) -> List.of(
                    object.name(),
                    object.metadata().creationTimestamp() == null
                            ? Cells.UNKNOWN
                            : Scalars.time(object.metadata().creationTimestamp())));

    private final Time time;
    private final DeclaredTables declared = new DeclaredTables();

    /** Tables that were asked for. */
    private final Map<Kind<?>, TableKind<?>> kinds = new ConcurrentHashMap<>();

    public Tables(Time time) {
        this.time = time;
    }

    private TableKind<?> builtin(Kind<?> kind) {
        return kinds.computeIfAbsent(kind, each -> {
            TableKind<?> table = declared.of(each);
            return table == null ? OTHERS : table;
        });
    }

    @Override
    public byte[] print(
            String apiVersion,
            Kind<?> kind,
            ListMeta metadata,
            List<? extends KubeObject> objects,
            Include include,
            boolean headers) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("kind", "Table");
        table.put("apiVersion", apiVersion);
        table.put("metadata", Tree.ofRecord(ListMetaType.TYPE, metadata));
        TableKind<?> shown = kind.custom() ? CustomTables.of(kind) : builtin(kind);
        List<Object> columns = new ArrayList<>();
        if (headers) {
            for (Column column : shown.columns()) {
                Map<String, Object> heading = new LinkedHashMap<>();
                heading.put("name", column.name());
                heading.put("type", column.type());
                heading.put("format", column.format());
                heading.put("description", column.description());
                heading.put("priority", (long) column.priority());
                columns.add(heading);
            }
        }
        table.put("columnDefinitions", columns);
        Instant now = time.now();
        List<Object> rows = new ArrayList<>(objects.size());
        for (KubeObject object : objects) {
            rows.add(row(shown, object, now, include, apiVersion));
        }
        table.put("rows", rows);
        return Tree.toJson(table);
    }

    @SuppressWarnings("unchecked") // a table is registered under the kind of its objects
    private static <T> Map<String, Object> row(
            TableKind<T> shown, KubeObject object, Instant now, Include include, String apiVersion) {
        Map<String, Object> row = new LinkedHashMap<>();
        List<@Nullable Object> cells = new ArrayList<>();
        for (Object cell : shown.row().apply((T) object, now)) {
            cells.add(
                    cell instanceof Integer number ? Long.valueOf(number) : cell == CustomTables.NOTHING ? null : cell);
        }
        row.put("cells", cells);
        if (object instanceof Pod pod) {
            String phase = pod.status().phase();
            if (phase != null && (phase.equals("Succeeded") || phase.equals("Failed"))) {
                row.put(
                        "conditions",
                        List.of(Map.of(
                                "type",
                                "Completed",
                                "status",
                                "True",
                                "reason",
                                phase,
                                "message",
                                phase.equals("Succeeded")
                                        ? "The pod has completed successfully."
                                        : "The pod failed.")));
            }
        }
        switch (include) {
            case NONE -> {}
            case OBJECT -> row.put("object", Tree.of(object));
            case METADATA -> {
                Map<String, Object> partial = new LinkedHashMap<>();
                partial.put("kind", "PartialObjectMetadata");
                partial.put("apiVersion", apiVersion);
                partial.put("metadata", Tree.ofRecord(ObjectMetaType.TYPE, object.metadata()));
                row.put("object", partial);
            }
        }
        return row;
    }
}
