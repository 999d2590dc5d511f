package io.gantry.client.testing;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.client.Patch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merge patches, and strategic ones as far as merging lists by key goes. */
final class JsonMerge {
    private JsonMerge() {}

    static <T extends KubeObject> T patched(Kind<T> kind, T object, Patch patch) {
        boolean strategic = switch (patch.type()) {
            case MERGE -> false;
            case STRATEGIC -> true;
            case JSON, APPLY -> throw new UnsupportedOperationException("MemoryClient: " + patch.type());
        };
        Object merged = merge(Tree.ofValue(object), Tree.parseJson(patch.body()), strategic ? kind.type() : null);
        return Tree.toRecord(merged, kind.type(), DecodeOptions.LENIENT);
    }

    @SuppressWarnings("unchecked") // the trees' documented classes
    private static @Nullable Object merge(@Nullable Object into, @Nullable Object patch, @Nullable RecordType<?> type) {
        if (!(patch instanceof Map<?, ?> changes)) {
            return patch;
        }
        Map<String, Object> result =
                into instanceof Map<?, ?> map ? new LinkedHashMap<>((Map<String, Object>) map) : new LinkedHashMap<>();
        changes.forEach((name, value) -> {
            String key = (String) name;
            FieldInfo field = type == null ? null : type.field(key);
            if (value == null) {
                result.remove(key);
            } else if (field != null
                    && field.list()
                    && field.merge()
                    && !field.mergeKey().isEmpty()) {
                result.put(key, mergeList((List<Object>) result.get(key), (List<Object>) value, field.mergeKey()));
            } else {
                RecordType<?> child =
                        type != null && field != null && field.kind() == io.gantry.api.schema.ValueKind.RECORD
                                ? type.child(field)
                                : null;
                result.put(key, merge(result.get(key), value, child));
            }
        });
        return result;
    }

    private static List<Object> mergeList(@Nullable List<Object> into, List<Object> patch, String mergeKey) {
        List<Object> result = new ArrayList<>(into == null ? List.of() : into);
        for (Object change : patch) {
            Object key = ((Map<?, ?>) change).get(mergeKey);
            int at = 0;
            while (at < result.size() && !java.util.Objects.equals(key, ((Map<?, ?>) result.get(at)).get(mergeKey))) {
                at++;
            }
            if ("delete".equals(((Map<?, ?>) change).get("$patch"))) {
                if (at < result.size()) {
                    result.remove(at);
                }
            } else if (at < result.size()) {
                result.set(at, merge(result.get(at), change, null));
            } else {
                result.add(change);
            }
        }
        return result;
    }
}
