package io.gantry.server.table;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * How the objects of one kind are shown.
 *
 * @param row the cells of an object, one for each column: texts, whole numbers or booleans
 */
record TableKind<T>(List<Column> columns, BiFunction<T, Instant, List<Object>> row) {
    TableKind {
        columns = List.copyOf(columns);
    }
}
