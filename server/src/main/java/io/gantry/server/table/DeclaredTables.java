package io.gantry.server.table;

import io.gantry.api.BuiltinColumns;
import io.gantry.api.Kind;
import io.gantry.api.schema.TableColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the kinds whose records declare columns. A column shows a field, or names a function, which is bound here to
 * its name. Immutable.
 */
final class DeclaredTables {
    private final Map<String, RowFunction<?>> functions = new HashMap<>();

    DeclaredTables() {
        WorkloadTables.bind(functions);
        PodTables.bind(functions);
        NetworkTables.bind(functions);
        ClusterTables.bind(functions);
        EventTables.bind(functions);
        AutoscalerTables.bind(functions);
        StorageTables.bind(functions);
        SharedTables.bind(functions);
    }

    /** The names of all functions. */
    Set<String> functions() {
        return Set.copyOf(functions.keySet());
    }

    /**
     * Null for a kind that declares no columns.
     *
     * @throws IllegalStateException when a column names a field or a function that does not exist
     */
    @Nullable
    TableKind<?> of(Kind<?> kind) {
        List<TableColumn> declared = BuiltinColumns.of(kind);
        return declared.isEmpty() ? null : table(kind, declared);
    }

    private TableKind<Object> table(Kind<?> kind, List<TableColumn> declared) {
        List<Column> columns = new ArrayList<>();
        List<@Nullable FieldCell> fields = new ArrayList<>();
        String name = "";
        for (TableColumn column : declared) {
            columns.add(new Column(
                    column.name(), column.type(), column.format(), column.wide() ? 1 : 0, description(column)));
            fields.add(column.cells().isEmpty() ? FieldCell.of(kind.type(), column) : null);
            if (!column.cells().isEmpty()) {
                if (!name.isEmpty() && !name.equals(column.cells())) {
                    throw new IllegalStateException(kind + " names more than one function for its cells");
                }
                name = column.cells();
            }
        }
        RowFunction<Object> function = name.isEmpty() ? (object, now) -> List.of() : function(kind, name);
        return new TableKind<>(columns, (object, now) -> {
            List<Object> cells = new ArrayList<>(fields.size());
            var computed = function.cells(object, now).iterator();
            for (@Nullable FieldCell field : fields) {
                cells.add(field == null ? computed.next() : field.of(object, now));
            }
            return cells;
        });
    }

    @SuppressWarnings("unchecked") // a function is named by kinds whose objects it takes
    private RowFunction<Object> function(Kind<?> kind, String name) {
        RowFunction<?> function = functions.get(name);
        if (function == null) {
            throw new IllegalStateException("no function " + name + " for the columns of " + kind);
        }
        return (RowFunction<Object>) function;
    }

    private static String description(TableColumn column) {
        return column.description().isEmpty() ? Descriptions.of(column.name()) : column.description();
    }
}
