package io.gantry.api.schema;

/**
 * A column as a kind's record declares it, see {@link Column}.
 *
 * @param path the field that is shown; empty when the cell is worked out
 * @param cells the name of the function that works the cell out; empty when a field is shown. Who prints tables knows the
 *     function
 */
public record TableColumn(
        String name,
        String type,
        String format,
        boolean wide,
        String path,
        String otherwise,
        String cells,
        String description) {}
