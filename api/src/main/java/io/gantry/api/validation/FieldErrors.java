package io.gantry.api.validation;

import io.gantry.api.schema.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects errors. Not thread-safe. */
public final class FieldErrors {
    private final List<FieldError> errors = new ArrayList<>();

    public List<FieldError> list() {
        return List.copyOf(errors);
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public int size() {
        return errors.size();
    }

    public void add(FieldError error) {
        errors.add(error);
    }

    private void add(FieldError.Type type, FieldPath path, @Nullable Object value, String detail) {
        errors.add(new FieldError(type, path.toString(), value, detail));
    }

    /** The field must be given. */
    public void required(FieldPath path, String detail) {
        add(FieldError.Type.REQUIRED, path, FieldError.OMITTED, detail);
    }

    /** The value is wrong; it must be a text, a number, a boolean, a value type or a tree of JSON. */
    public void invalid(FieldPath path, @Nullable Object value, String detail) {
        add(FieldError.Type.INVALID, path, value, detail);
    }

    /** The value, a record, is wrong. */
    public <T> void invalidRecord(FieldPath path, RecordType<T> type, @Nullable T value, String detail) {
        invalid(path, value == null ? null : InternalJson.of(type, value), detail);
    }

    /** One error for each sentence. */
    public void invalid(FieldPath path, @Nullable Object value, List<String> details) {
        for (String detail : details) {
            invalid(path, value, detail);
        }
    }

    public void forbidden(FieldPath path, String detail) {
        add(FieldError.Type.FORBIDDEN, path, FieldError.OMITTED, detail);
    }

    public void duplicate(FieldPath path, @Nullable Object value) {
        add(FieldError.Type.DUPLICATE, path, value, "");
    }

    public void notFound(FieldPath path, @Nullable Object value) {
        add(FieldError.Type.NOT_FOUND, path, value, "");
    }

    /** The value is none of those that are known: a list of them is shown in its order, a set sorted. */
    public void notSupported(FieldPath path, @Nullable Object value, Collection<String> supported) {
        Stream<String> shown = supported instanceof Set ? supported.stream().sorted() : supported.stream();
        String values = shown.map(FieldError::quote).collect(Collectors.joining(", "));
        add(FieldError.Type.NOT_SUPPORTED, path, value, values.isEmpty() ? "" : "supported values: " + values);
    }

    public void tooLong(FieldPath path, int maxBytes) {
        String unit = maxBytes == 1 ? " byte" : " bytes";
        add(FieldError.Type.TOO_LONG, path, FieldError.OMITTED, "may not be more than " + maxBytes + unit);
    }

    public void tooMany(FieldPath path, int actual, int max) {
        add(FieldError.Type.TOO_MANY, path, actual, "must have at most " + max + (max == 1 ? " item" : " items"));
    }

    public void internal(FieldPath path, String detail) {
        add(FieldError.Type.INTERNAL, path, FieldError.OMITTED, detail);
    }

    // What many types check:

    /** A text that must be one of the given. */
    public void oneOf(FieldPath path, @Nullable String value, Collection<String> supported) {
        if (value == null || value.isEmpty()) {
            required(path, "");
        } else if (!supported.contains(value)) {
            notSupported(path, value, supported);
        }
    }

    /** A text that must be one of the given, if it is there. */
    public void optionalOneOf(FieldPath path, @Nullable String value, Collection<String> supported) {
        if (value != null && !supported.contains(value)) {
            notSupported(path, value, supported);
        }
    }

    public void nonNegative(FieldPath path, @Nullable Number value) {
        if (value != null && value.longValue() < 0) {
            invalid(path, value, "must be greater than or equal to 0");
        }
    }

    /** The field may not change. */
    public void immutable(FieldPath path, @Nullable Object value, @Nullable Object old) {
        if (!Objects.equals(value, old)) {
            invalid(path, value, "field is immutable");
        }
    }

    /** The field, a record, may not change. */
    public <T> void immutableRecord(FieldPath path, RecordType<T> type, @Nullable T value, @Nullable T old) {
        if (!Objects.equals(value, old)) {
            invalidRecord(path, type, value, "field is immutable");
        }
    }
}
