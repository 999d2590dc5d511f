package io.gantry.api.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one field, as a row of its type's table. Immutable; two rows are the same only if they are one object.
 */
public final class FieldInfo {
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
    /** The component is a primitive, a String, a list, a map or a record that is never null. */
    public static final int NOT_NULL = 64;
    /** Kubernetes tells absent from zero. */
    public static final int POINTER = 128;

    private final int index;
    private final String name;
    private final int number;
    private final List<Integer> in;
    private final ValueKind kind;
    private final Container container;
    private final int flags;
    private final ListType listType;
    private final List<String> mapKeys;
    private final String mergeKey;
    private final @Nullable String defaultValue;
    private final Sharing sharing;
    private byte @Nullable [] quotedName;

    /**
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
    public FieldInfo(
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
            @Nullable String defaultValue,
            Sharing sharing) {
        this.index = index;
        this.name = name;
        this.number = number;
        this.in = List.copyOf(in);
        this.kind = kind;
        this.container = container;
        this.flags = flags;
        this.listType = listType;
        this.mapKeys = List.copyOf(mapKeys);
        this.mergeKey = mergeKey;
        this.defaultValue = defaultValue;
        this.sharing = sharing;
    }

    /** Position among the record's components. */
    public int index() {
        return index;
    }

    /** Name in JSON. */
    public String name() {
        return name;
    }

    /** The name as it stands before a value of JSON, in quotes and with the colon. Callers must not change it. */
    public byte[] quotedName() {
        byte[] known = quotedName;
        if (known == null) {
            known = ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
            quotedName = known; // an equal value from every thread
        }
        return known;
    }

    /** Number on the protobuf wire. */
    public int number() {
        return number;
    }

    /** Numbers of the embedded messages that hold it on the wire, outermost first. */
    public List<Integer> in() {
        return in;
    }

    /** Kind of the value or of the elements. */
    public ValueKind kind() {
        return kind;
    }

    public Container container() {
        return container;
    }

    /** How apply tells elements apart. */
    public ListType listType() {
        return listType;
    }

    /** The keys of {@link ListType#MAP}. */
    public List<String> mapKeys() {
        return mapKeys;
    }

    /** The key of a strategic merge, or empty. */
    public String mergeKey() {
        return mergeKey;
    }

    /** See {@link Default}. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** How decoders share the value between objects. */
    public Sharing sharing() {
        return sharing;
    }

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

    /** The component is never null. */
    public boolean notNull() {
        return (flags & NOT_NULL) != 0;
    }

    /** Kubernetes tells absent from zero: {@code ""}, {@code 0} and {@code false} are kept. */
    public boolean pointer() {
        return (flags & POINTER) != 0;
    }

    /** Whether a decoded {@code ""}, {@code 0} or {@code false} means the same as no value at all. */
    public boolean zeroIsAbsent() {
        return (flags & (POINTER | NOT_NULL)) == 0;
    }

    public boolean list() {
        return container == Container.LIST;
    }

    public boolean map() {
        return container == Container.MAP;
    }

    @Override
    public String toString() {
        return name;
    }
}
