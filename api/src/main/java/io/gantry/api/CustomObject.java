package io.gantry.api;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.types.StringMap;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a kind that a CustomResourceDefinition declares. Immutable, all the way down.
 *
 * @param content the object's tree (maps, lists, String, Long, Double, Boolean, null) without {@code apiVersion}, {@code
 *     kind} and {@code metadata}
 */
public record CustomObject(Kind<CustomObject> kind, ObjectMeta metadata, Map<String, Object> content)
        implements KubeObject {
    public CustomObject {
        content = freezeMap(content);
    }

    /**
     * What a custom kind and its resource are called.
     *
     * @param kind of one object, such as {@code CronTab}
     * @param listKind of a list of them
     */
    public record Names(
            String kind,
            String listKind,
            String plural,
            String singular,
            List<String> shortNames,
            List<String> categories) {
        public Names {
            shortNames = List.copyOf(shortNames);
            categories = List.copyOf(categories);
        }

        public static Names of(String kind, String plural) {
            return new Names(kind, kind + "List", plural, kind.toLowerCase(Locale.ROOT), List.of(), List.of());
        }
    }

    /** A kind of which only the names are known: enough to ask a server for its objects. */
    public static Kind<CustomObject> kind(String group, String version, Names names, boolean namespaced) {
        return kind(group, version, names, namespaced, List.of(), CustomRules.NONE);
    }

    /**
     * A kind as its definition declares it.
     *
     * @param subresources as {@link Kind#subresources} gives them
     */
    public static Kind<CustomObject> kind(
            String group,
            String version,
            Names names,
            boolean namespaced,
            List<String> subresources,
            CustomRules rules) {
        return Kind.custom(group, version, names, namespaced, subresources, rules);
    }

    @Override
    public CustomObject withMetadata(ObjectMeta metadata) {
        return new CustomObject(kind, metadata, content);
    }

    public CustomObject withContent(Map<String, Object> content) {
        return new CustomObject(kind, metadata, content);
    }

    /** The same content under another kind. */
    public CustomObject withKind(Kind<CustomObject> newKind) {
        return new CustomObject(newKind, metadata, content);
    }

    /** Marks what is frozen already, so that copies of an object do not copy its tree. */
    private static final class FrozenMap extends AbstractMap<String, Object> {
        private final Map<String, Object> map;

        FrozenMap(Map<String, Object> map) {
            this.map = Collections.unmodifiableMap(map);
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return map.get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return map.containsKey(key);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return map.entrySet();
        }
    }

    private static Map<String, Object> freezeMap(Map<String, ?> map) {
        if (map instanceof FrozenMap frozen) {
            return frozen;
        }
        if (map.isEmpty()) {
            return StringMap.empty();
        }
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, value) -> copy.put(name, freeze(value)));
        return new FrozenMap(copy);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // trees hold string keys only; null is a value of a tree
    private static Object freeze(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> freezeMap((Map<String, ?>) map);
            case List<?> list -> {
                List<Object> copy = new ArrayList<>(list.size());
                list.forEach(element -> copy.add(freeze(element)));
                yield Collections.unmodifiableList(copy);
            }
            case null -> null;
            default -> value;
        };
    }
}
