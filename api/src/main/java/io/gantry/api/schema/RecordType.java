package io.gantry.api.schema;

import io.gantry.api.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field table of one API record, with access to its values by position.
 *
 * <p>One subclass is generated for each record. Codecs, patches, apply, validation and descriptions are each written
 * once over this table, so that they hold for all types and are compiled once by the JIT. Immutable and thread-safe.
 *
 * @param <T> the record
 */
public abstract class RecordType<T> {
    private final Class<T> recordClass;
    private final Shape shape;
    private final boolean atomic;
    private final FieldInfo[] fields;
    private final List<FieldInfo> fieldList;
    private final Map<String, FieldInfo> byName;
    private final RecordType<?>[] children;
    private final long required;
    private final long byValue;
    private @Nullable WireNode wire;

    protected RecordType(Class<T> recordClass, Shape shape, boolean atomic, FieldInfo... fields) {
        this.recordClass = recordClass;
        this.shape = shape;
        this.atomic = atomic;
        this.fields = fields;
        this.fieldList = List.of(fields);
        this.byName = HashMap.newHashMap(fields.length);
        for (FieldInfo field : fields) {
            byName.put(field.name(), field);
        }
        this.children = new RecordType<?>[fields.length];
        long written = 0;
        long held = 0;
        for (FieldInfo field : fields) {
            if (field.required() || field.always()) {
                written |= 1L << field.index();
            } else if (field.notNull() && field.kind() == ValueKind.RECORD && !field.list() && !field.map()) {
                held |= 1L << field.index();
            }
        }
        this.required = written;
        this.byValue = held;
    }

    public final Class<T> recordClass() {
        return recordClass;
    }

    /** The record's simple name, such as {@code PodSpec}. */
    public final String name() {
        return recordClass.getSimpleName();
    }

    public final Shape shape() {
        return shape;
    }

    /** Apply owns such an object as a whole. */
    public final boolean atomic() {
        return atomic;
    }

    public final List<FieldInfo> fields() {
        return fieldList;
    }

    public final int fieldCount() {
        return fields.length;
    }

    public final FieldInfo field(int index) {
        return fields[index];
    }

    /** The field with this JSON name. */
    public final @Nullable FieldInfo field(String jsonName) {
        return byName.get(jsonName);
    }

    /** The table of the records that a field holds: of the value itself, or of the elements of its list or map. */
    public final RecordType<?> child(FieldInfo field) {
        RecordType<?> child = children[field.index()];
        if (child == null) {
            child = loadChild(field.index());
            if (child == null) {
                throw new IllegalArgumentException(name() + "." + field.name() + " holds no record");
            }
            children[field.index()] = child; // the same value from every thread
        }
        return child;
    }

    /** The fields as they stand on the protobuf wire. */
    public final WireNode wire() {
        WireNode known = wire;
        if (known == null) {
            known = WireNode.root(fields);
            wire = known; // an equal value from every thread
        }
        return known;
    }

    /** The same table for code that does not know the record's class. */
    @SuppressWarnings("unchecked") // values are cast when they are taken from and put into records
    public final RecordType<Object> erased() {
        return (RecordType<Object>) this;
    }

    /** The same record with one component changed. */
    public final T with(T record, FieldInfo field, @Nullable Object value) {
        @Nullable Object[] values = values(record);
        values[field.index()] = value;
        return create(values);
    }

    /** The record's components in order. */
    public final @Nullable Object[] values(T record) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(record, i);
        }
        return values;
    }

    /** The kind, for a record that travels with apiVersion and kind. */
    public abstract @Nullable Kind<T> kind();

    /** The record with every field absent. */
    public abstract T empty();

    /** The component at {@code index}; {@code null} when absent, an empty list or map when it has no elements. */
    public abstract @Nullable Object get(T record, int index);

    /**
     * The fields that hold something, as a set of their positions: what is neither null nor an empty list or map. A record
     * held by value is left out only when it is {@link #empty()} itself, not when it equals it.
     */
    public abstract long present(T record);

    /** The fields that are written even when they hold nothing, as a set of their positions. */
    public final long required() {
        return required;
    }

    /** The other fields that hold a record by value, as a set of their positions. */
    public final long byValue() {
        return byValue;
    }

    /** A record of these components; {@code null} stands for absent, also for lists, maps and primitives. */
    public abstract T create(@Nullable Object[] values);

    protected abstract @Nullable RecordType<?> loadChild(int index);

    @Override
    public final String toString() {
        return recordClass.getName();
    }
}
