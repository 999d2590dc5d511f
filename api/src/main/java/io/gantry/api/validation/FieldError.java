package io.gantry.api.validation;

import io.gantry.api.codec.Scalars;
import io.gantry.api.codec.Tree;
import io.gantry.api.status.GoText;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a field. Immutable.
 *
 * @param badValue the value as a tree of JSON; {@link #OMITTED} leaves it out of the text
 * @param detail may be empty
 */
public record FieldError(Type type, String path, @Nullable Object badValue, String detail) {
    /** Stands for a value that the text does not show. */
    public static final Object OMITTED = new Object();

    /** What kind of error it is; the texts and reasons are Kubernetes'. */
    public enum Type {
        NOT_FOUND("Not found", "FieldValueNotFound"),
        REQUIRED("Required value", "FieldValueRequired"),
        DUPLICATE("Duplicate value", "FieldValueDuplicate"),
        INVALID("Invalid value", "FieldValueInvalid"),
        NOT_SUPPORTED("Unsupported value", "FieldValueNotSupported"),
        FORBIDDEN("Forbidden", "FieldValueForbidden"),
        TOO_LONG("Too long", "FieldValueTooLong"),
        TOO_MANY("Too many", "FieldValueTooMany"),
        INTERNAL("Internal error", "InternalError"),
        TYPE_INVALID("Invalid value", "FieldValueTypeInvalid");

        private final String text;
        private final String reason;

        Type(String text, String reason) {
            this.text = text;
            this.reason = reason;
        }

        /** How the text of an error begins. */
        public String text() {
            return text;
        }

        /** The {@code reason} of the cause in a Status. */
        public String reason() {
            return reason;
        }
    }

    /** The {@code reason} of the cause in a Status. */
    public String causeReason() {
        return type.reason();
    }

    /** The text without the path: the {@code message} of the cause in a Status. */
    public String body() {
        StringBuilder body = new StringBuilder(type.text());
        switch (type) {
            case REQUIRED, FORBIDDEN, TOO_LONG, INTERNAL -> {}
            default -> {
                if (badValue != OMITTED) {
                    body.append(": ").append(shown(badValue));
                }
            }
        }
        if (!detail.isEmpty()) {
            body.append(": ").append(detail);
        }
        return body.toString();
    }

    /** As Go's encoder of JSON writes it, but for numbers. */
    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> quote(text);
            case Double number -> GoText.number(number);
            case IntOrString either when either.text() != null -> json(Objects.requireNonNull(either.text()));
            case Bytes bytes -> json(bytes.toBase64());
            case Quantity quantity -> json(quantity.toString());
            case Instant time -> json(Scalars.time(time));
            case Duration duration -> json(Scalars.duration(duration));
            case Map<?, ?> map -> json(InternalJson.sorted(map));
            case List<?> list -> json(InternalJson.sorted(list));
            default -> value.toString();
        };
    }

    private static String json(@Nullable Object tree) {
        return new String(Tree.toJson(tree), StandardCharsets.UTF_8);
    }

    /** A text in double quotes, as Go's {@code %q} writes it. */
    public static String quote(String text) {
        return GoText.quoted(text);
    }

    /** {@code spec.x: Invalid value: "y": detail}. */
    @Override
    public String toString() {
        return path + ": " + body();
    }

    /** The errors as one text: a single one as it is, several as {@code [a, b]}. */
    public static String aggregate(List<FieldError> errors) {
        List<String> texts =
                errors.stream().map(FieldError::toString).distinct().toList();
        return texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    }
}
