package io.gantry.server.registry;

import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.GoText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with an object, each with the field's path, in Kubernetes' words ({@code field.Error}). Not
 * thread-safe.
 */
public final class Violations {
    private final List<StatusCause> causes = new ArrayList<>();

    public void required(String field, String detail) {
        add("FieldValueRequired", field, "Required value" + suffix(detail));
    }

    /** @param value as Kubernetes shows it: a string in quotes, a number plain */
    public void invalid(String field, @Nullable Object value, String detail) {
        add("FieldValueInvalid", field, "Invalid value: " + shown(value) + suffix(detail));
    }

    public void immutable(String field, @Nullable Object value) {
        invalid(field, value, "field is immutable");
    }

    public void forbidden(String field, String detail) {
        add("FieldValueForbidden", field, "Forbidden" + suffix(detail));
    }

    public void duplicate(String field, Object value) {
        add("FieldValueDuplicate", field, "Duplicate value: " + shown(value));
    }

    public void notSupported(String field, @Nullable Object value, Collection<String> supported) {
        String list = supported.stream().map(s -> '"' + s + '"').collect(Collectors.joining(", "));
        add("FieldValueNotSupported", field, "Unsupported value: " + shown(value) + ": supported values: " + list);
    }

    public void addAll(List<StatusCause> others) {
        causes.addAll(others);
    }

    private void add(String reason, String field, String message) {
        causes.add(new StatusCause(reason, message, field));
    }

    private static String suffix(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> GoText.quoted(text);
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> GoText.quoted(value.toString());
        };
    }

    public boolean isEmpty() {
        return causes.isEmpty();
    }

    public List<StatusCause> causes() {
        return List.copyOf(causes);
    }
}
