package io.gantry.api.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one field, as a row of its type's table.
 *
 * @param index position among the record's components
 * @param name name in JSON
 * @param number number on the protobuf wire
 * @param in numbers of the embedded messages that hold it on the wire, outermost first; see {@link Field#in()}
 * @param kind kind of the value or of the elements
 * @param container whether there is one value, a list or a map of them
 * @param flags see the accessors
 * @param listType how apply tells elements apart
 * @param mapKeys the keys of {@link ListType#MAP}
 * @param mergeKey the key of a strategic merge, or empty
 * @param defaultValue see {@link Default}
 */
public record FieldInfo(
        int index,
        String name,
        int number,
        List<Integer> in,
        ValueKind kind,
        Container container,
        int flags,
        ListType listType,
        List<String> mapKeys,
        String mergeKey,
        @Nullable String defaultValue) {
    /** Whether a field holds one value, a list, or a map with string keys. */
    public enum Container {
        SINGLE,
        LIST,
        MAP
    }

    public static final int REQUIRED = 1;
    public static final int ALWAYS = 2;
    public static final int MERGE = 4;
    public static final int RETAIN_KEYS = 8;
    public static final int ATOMIC = 16;
    public static final int WRAPPED = 32;
    /** The component is a primitive or a String that is never null. */
    public static final int NOT_NULL = 64;

    public boolean required() {
        return (flags & REQUIRED) != 0;
    }

    /** Written even when empty, because Kubernetes holds the sub-object by value. */
    public boolean always() {
        return (flags & ALWAYS) != 0;
    }

    public boolean merge() {
        return (flags & MERGE) != 0;
    }

    public boolean retainKeys() {
        return (flags & RETAIN_KEYS) != 0;
    }

    public boolean atomic() {
        return (flags & ATOMIC) != 0;
    }

    public boolean wrapped() {
        return (flags & WRAPPED) != 0;
    }

    public boolean notNull() {
        return (flags & NOT_NULL) != 0;
    }

    public boolean list() {
        return container == Container.LIST;
    }

    public boolean map() {
        return container == Container.MAP;
    }
}
