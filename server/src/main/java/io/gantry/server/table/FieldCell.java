package io.gantry.server.table;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.TableColumn;
import io.gantry.api.schema.ValueKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cell that shows a field of the object; its path is looked up in the field tables once. Immutable. */
final class FieldCell {
    private record Step(RecordType<Object> type, int index) {}

    private final TableColumn column;
    private final List<Step> steps;

    /** What the column shows where there is not even a record that could hold the field. */
    private final Object absent;

    /** The field is a number that reads as absent when it is 0. */
    private final boolean zero;

    private FieldCell(TableColumn column, List<Step> steps, FieldInfo field) {
        boolean number = field.kind() == ValueKind.INT32 || field.kind() == ValueKind.INT64;
        this.column = column;
        this.steps = List.copyOf(steps);
        this.zero = number && field.zeroIsAbsent();
        if (column.type().equals("integer") || (number && column.otherwise().isEmpty())) {
            this.absent = 0L;
        } else if (field.kind() == ValueKind.BOOL) {
            this.absent = Boolean.valueOf(column.otherwise());
        } else {
            this.absent = column.otherwise();
        }
    }

    /** @throws IllegalStateException when the column's path names no field of the type */
    static FieldCell of(RecordType<?> type, TableColumn column) {
        List<Step> steps = new ArrayList<>();
        String[] names = column.path().split("\\.", -1);
        RecordType<?> here = type;
        FieldInfo field = field(type, here, names[0], column);
        steps.add(new Step(here.erased(), field.index()));
        for (int i = 1; i < names.length; i++) {
            here = here.child(field);
            field = field(type, here, names[i], column);
            steps.add(new Step(here.erased(), field.index()));
        }
        return new FieldCell(column, steps, field);
    }

    private static FieldInfo field(RecordType<?> type, RecordType<?> here, String name, TableColumn column) {
        FieldInfo field = here.field(name);
        if (field == null) {
            throw new IllegalStateException(
                    "column " + column.name() + " of " + type.name() + ": " + here.name() + " has no field " + name);
        }
        return field;
    }

    Object of(Object object, Instant now) {
        Object value = value(object, 0);
        return switch (value) {
            case null -> absent;
            case Instant then -> Cells.since(then, now);
            case Boolean truth -> truth;
            case Number number -> absent instanceof Long ? number : number.toString();
            case LabelSelector selector -> Cells.selector(selector);
            case List<?> list when absent instanceof Long -> (long) list.size();
            case Map<?, ?> map when absent instanceof Long -> (long) map.size();
            case List<?> list ->
                list.isEmpty() ? absent : list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Map<?, ?> map ->
                map.isEmpty()
                        ? absent
                        : map.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(","));
            default -> Cells.text(value.toString(), column.otherwise());
        };
    }

    private @Nullable Object value(Object object, int from) {
        Object here = object;
        for (int i = from; i < steps.size(); i++) {
            if (here instanceof List<?> list) {
                List<String> each = new ArrayList<>(list.size());
                for (Object element : list) {
                    Object value = value(element, i);
                    each.add(value == null ? "" : value.toString());
                }
                return each;
            }
            Object next = steps.get(i).type().get(here, steps.get(i).index());
            if (next == null) {
                return zero && i == steps.size() - 1 ? 0L : null;
            }
            here = next;
        }
        return here;
    }
}
