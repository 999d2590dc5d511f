package io.gantry.api.defaults;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.ValueKind;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.StringMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sets the fields that a client left out, as Kubernetes' decoders do for every object that they read.
 *
 * <p>Values that depend on nothing stand on the records ({@link io.gantry.api.schema.Default}); what depends on other
 * fields is a function per record type. Sub-objects are completed before the object that holds them. An object that
 * needs nothing is returned itself, and types without defaults are not walked at all. Thread-safe.
 */
public final class Defaults {
    private static final Map<RecordType<?>, Plan> PLANS = new ConcurrentHashMap<>();

    /**
     * What to do for one type.
     *
     * @param value the default of a field that has one
     */
    private record Step(
            FieldInfo field,
            @Nullable Object value,
            @Nullable RecordType<?> child) {}

    private record Plan(List<Step> steps, @Nullable UnaryOperator<Object> function) {}

    private Defaults() {}

    /** Completes an object of a kind; of a custom kind by what its definition says. */
    @SuppressWarnings("unchecked") // a custom object completed is a custom object
    public static <T> T apply(T object) {
        if (object instanceof CustomObject custom) {
            Map<String, Object> content = custom.kind().rules().complete(custom.content());
            return content == custom.content() ? object : (T) custom.withContent(content);
        }
        Kind<?> kind = Kinds.of(object);
        return kind == null ? object : applyUnchecked(kind.type(), object);
    }

    /** Completes any record. */
    public static <T> T apply(RecordType<T> type, T record) {
        return applyUnchecked(type, record);
    }

    @SuppressWarnings("unchecked") // completing a record gives a record of the same type
    private static <T> T applyUnchecked(RecordType<?> type, T record) {
        return (T) complete(type.erased(), record);
    }

    private static Object complete(RecordType<Object> type, Object record) {
        Plan plan = PLANS.get(type);
        if (plan == null) {
            plan = plan(type);
            PLANS.put(type, plan); // the same from every thread
        }
        @Nullable Object[] values = null;
        List<Step> steps = plan.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int index = step.field().index();
            Object value = type.get(record, index);
            Object completed = value == null ? step.value() : value;
            if (completed != null && step.child() != null) {
                completed = completeAll(step.field(), step.child().erased(), completed);
            }
            if (completed != value) {
                if (values == null) {
                    values = type.values(record);
                }
                values[index] = completed;
            }
        }
        Object result = values == null ? record : type.create(values);
        return plan.function() == null ? result : plan.function().apply(result);
    }

    private static Object completeAll(FieldInfo field, RecordType<Object> child, Object value) {
        return switch (field.container()) {
            case SINGLE -> complete(child, value);
            case LIST -> {
                List<?> list = (List<?>) value;
                Object[] completed = null;
                for (int i = 0; i < list.size(); i++) {
                    Object element = complete(child, list.get(i));
                    if (element != list.get(i)) {
                        if (completed == null) {
                            completed = list.toArray();
                        }
                        completed[i] = element;
                    }
                }
                yield completed == null ? value : List.of(completed);
            }
            case MAP -> {
                StringMap<?> map = (StringMap<?>) value;
                Object[] entries = null;
                for (int i = 0; i < map.size(); i++) {
                    Object element = complete(child, map.valueAt(i));
                    if (element != map.valueAt(i)) {
                        if (entries == null) {
                            entries = new Object[2 * map.size()];
                            for (int j = 0; j < map.size(); j++) {
                                entries[2 * j] = map.keyAt(j);
                                entries[2 * j + 1] = map.valueAt(j);
                            }
                        }
                        entries[2 * i + 1] = element;
                    }
                }
                yield entries == null ? value : StringMap.ofOwned(entries);
            }
        };
    }

    private static Plan plan(RecordType<?> type) {
        List<Step> steps = new ArrayList<>();
        for (FieldInfo field : type.fields()) {
            RecordType<?> child =
                    field.kind() == ValueKind.RECORD && hasDefaults(type.child(field)) ? type.child(field) : null;
            Object value = field.defaultValue() == null ? null : parse(type, field, field.defaultValue());
            if (child != null || value != null) {
                steps.add(new Step(field, value, child));
            }
        }
        return new Plan(List.copyOf(steps), DefaultFunctions.of(type.recordClass()));
    }

    /** Whether the type, or one that it holds, has a default. */
    private static boolean hasDefaults(RecordType<?> type) {
        Set<RecordType<?>> seen = new HashSet<>(Set.of(type));
        Deque<RecordType<?>> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            RecordType<?> next = open.remove();
            if (DefaultFunctions.of(next.recordClass()) != null) {
                return true;
            }
            for (FieldInfo field : next.fields()) {
                if (field.defaultValue() != null) {
                    return true;
                }
                if (field.kind() == ValueKind.RECORD && seen.add(next.child(field))) {
                    open.add(next.child(field));
                }
            }
        }
        return false;
    }

    private static Object parse(RecordType<?> type, FieldInfo field, String text) {
        return switch (field.kind()) {
            case STRING -> text;
            case INT32 -> Integer.valueOf(text);
            case INT64 -> Long.valueOf(text);
            case BOOL -> Boolean.valueOf(text);
            case QUANTITY -> Quantity.parse(text);
            case INT_OR_STRING ->
                text.chars().allMatch(Character::isDigit)
                        ? IntOrString.of(Integer.parseInt(text))
                        : IntOrString.of(text);
            case RECORD -> type.child(field).erased().empty();
            default ->
                throw new IllegalStateException(
                        type + "." + field + " has a @Default, which its kind cannot have: " + field.kind());
        };
    }
}
