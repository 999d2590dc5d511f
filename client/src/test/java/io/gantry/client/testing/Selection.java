package io.gantry.client.testing;

import io.gantry.api.KubeObject;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.client.ListQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which objects a query is about: label selectors in kubectl's notation, field selectors over any field. */
final class Selection {
    private Selection() {}

    static Predicate<KubeObject> of(String namespace, ListQuery query) {
        Predicate<KubeObject> all =
                object -> namespace.isEmpty() || !object.kind().namespaced() || namespace.equals(object.namespace());
        for (String term : split(query.labelSelector())) {
            Predicate<Map<String, String>> labels = label(term);
            all = all.and(object -> labels.test(object.metadata().labels()));
        }
        for (String term : split(query.fieldSelector())) {
            all = all.and(field(term));
        }
        return all;
    }

    /** At commas outside of brackets. */
    private static List<String> split(String selector) {
        List<String> terms = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= selector.length(); i++) {
            char c = i == selector.length() ? ',' : selector.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                if (!selector.substring(start, i).isBlank()) {
                    terms.add(selector.substring(start, i).strip());
                }
                start = i + 1;
            }
        }
        return terms;
    }

    private static Predicate<Map<String, String>> label(String term) {
        int open = term.indexOf('(');
        if (open > 0) {
            String[] head = term.substring(0, open).strip().split("\\s+");
            List<String> values =
                    List.of(term.substring(open + 1, term.length() - 1).strip().split("\\s*,\\s*"));
            return switch (head[1]) {
                case "in" -> labels -> labels.containsKey(head[0]) && values.contains(labels.get(head[0]));
                case "notin" -> labels -> !labels.containsKey(head[0]) || !values.contains(labels.get(head[0]));
                default -> throw new IllegalArgumentException("label selector: " + term);
            };
        }
        String[] pair = term.split("==?|!=", 2);
        String key = pair[0].strip();
        if (pair.length == 1) {
            return key.startsWith("!")
                    ? labels -> !labels.containsKey(key.substring(1).strip())
                    : labels -> labels.containsKey(key);
        }
        boolean equal = !term.contains("!=");
        String value = pair[1].strip();
        return labels -> value.equals(labels.get(key)) == equal;
    }

    private static Predicate<KubeObject> field(String term) {
        String[] pair = term.split("==?|!=", 2);
        boolean equal = !term.contains("!=");
        return object -> pair[1].equals(text(object, pair[0])) == equal;
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
