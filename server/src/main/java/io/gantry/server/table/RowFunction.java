package io.gantry.server.table;

import java.time.Instant;
import java.util.List;

/**
 * Works out the cells of an object that are more than one of its fields: those of the columns that name it, in their order.
 * Cells are texts, whole numbers or booleans.
 */
interface RowFunction<T> {
    List<Object> cells(T object, Instant now);
}
