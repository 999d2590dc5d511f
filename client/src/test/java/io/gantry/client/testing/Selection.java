package io.gantry.client.testing;

import io.gantry.api.KubeObject;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.select.FieldSelector;
import io.gantry.api.select.LabelSelector;
import io.gantry.client.ListQuery;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which objects a query is about. Field selectors may name any field, though the API server knows a few only. */
final class Selection {
    private Selection() {}

    static Predicate<KubeObject> of(String namespace, ListQuery query) {
        var labels = LabelSelector.parse(query.labelSelector());
        var fields = FieldSelector.parse(query.fieldSelector());
        return object -> (namespace.isEmpty() || !object.kind().namespaced() || namespace.equals(object.namespace()))
                && labels.matches(object.metadata().labels())
                && fields.matches(path -> text(object, path));
    }

    /** The text of the field at a path; empty when it is absent. */
    private static String text(KubeObject object, String path) {
        @Nullable Object value = object;
        RecordType<?> type = object.kind().type();
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length && value != null; i++) {
            FieldInfo field = type.field(names[i]);
            if (field == null) {
                throw new IllegalArgumentException("field selector: " + object.kind() + " has no field " + path);
            }
            value = get(type, value, field);
            if (i + 1 < names.length) {
                type = type.child(field);
            }
        }
        return value == null ? "" : value.toString();
    }

    @SuppressWarnings("unchecked") // the value is of the type that the table is of
    private static <T> @Nullable Object get(RecordType<T> type, Object record, FieldInfo field) {
        return type.get((T) record, field.index());
    }
}
