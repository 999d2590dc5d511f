package io.gantry.server.schema;

import io.gantry.api.codec.StrictErrors;
import io.gantry.api.validation.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked of a single place of a schema. */
public final class Schemas {
    private Schemas() {}

    /** The value without what the schema does not know; {@code errors} is told of each such field. */
    public static @Nullable Object prune(SchemaNode node, @Nullable Object value, @Nullable StrictErrors errors) {
        return Pruner.pruneValue(node, value, errors);
    }

    /** The values of the key fields of an element of a list of the type map. */
    public static Map<String, Object> keysOf(SchemaNode list, Map<?, ?> element) {
        return Values.keysOf(list, element);
    }

    /** The elements of such a list by their keys; empty for other lists. */
    public static Map<Map<String, Object>, Object> byKeys(SchemaNode list, @Nullable Object value) {
        return Values.byKeys(list, value);
    }

    /** What the schema finds wrong with a value. */
    public static List<FieldError> validate(SchemaNode node, @Nullable Object value, String path) {
        return SchemaValidator.validateValue(node, value, path);
    }
}
