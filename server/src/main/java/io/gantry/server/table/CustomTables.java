package io.gantry.server.table;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.codec.Scalars;
import io.gantry.api.codec.Tree;
import io.gantry.server.schema.CustomVersion;
import io.gantry.server.schema.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables of custom resources: their name and the columns of their definition, or their age if it has none. */
final class CustomTables {
    /** Stands for an empty cell. */
    static final Object NOTHING = new Object();

    private static final List<CustomVersion.Column> AGE = List.of(new CustomVersion.Column(
            "Age", "date", "", Descriptions.of("Age"), 0, JsonPath.parse(".metadata.creationTimestamp")));

    private CustomTables() {}

    static TableKind<CustomObject> of(Kind<?> kind) {
        List<CustomVersion.Column> given = CustomVersion.of(kind).columns();
        List<CustomVersion.Column> shown = given.isEmpty() ? AGE : given;
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("Name"));
        for (CustomVersion.Column column : shown) {
            columns.add(
                    new Column(column.name(), column.type(), column.format(), column.priority(), description(column)));
        }
        return new TableKind<>(columns, (object, now) -> row(object, shown, now));
    }

    private static String description(CustomVersion.Column column) {
        JsonPath path = column.path();
        return column.description().isEmpty() && path != null
                ? "Custom resource definition column (in JSONPath format): " + path
                : column.description();
    }

    private static List<Object> row(CustomObject object, List<CustomVersion.Column> columns, Instant now) {
        Map<String, Object> tree = Tree.of(object);
        List<Object> cells = new ArrayList<>();
        cells.add(object.name());
        for (CustomVersion.Column column : columns) {
            JsonPath path = column.path();
            List<@Nullable Object> found = path == null ? List.of() : path.find(tree);
            Object cell = found.isEmpty() ? null : cell(column.type(), found.getFirst(), now);
            cells.add(cell == null ? NOTHING : cell);
        }
        return cells;
    }

    /** Null when the value is not of the column's type. */
    private static @Nullable Object cell(String type, @Nullable Object value, Instant now) {
        return switch (type) {
            case "integer" -> value instanceof Number number ? Long.valueOf(number.longValue()) : null;
            case "number" -> value instanceof Number ? value : null;
            case "boolean" -> value instanceof Boolean ? value : null;
            case "date" -> value instanceof String text ? age(text, now) : null;
            default -> value == null ? null : JsonPath.text(value);
        };
    }

    private static String age(String text, Instant now) {
        try {
            return Cells.since(Scalars.parseTime(text), now);
        } catch (IllegalArgumentException e) {
            return "<invalid>";
        }
    }
}
