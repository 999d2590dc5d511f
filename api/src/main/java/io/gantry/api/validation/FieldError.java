package io.gantry.api.validation;

import io.gantry.api.codec.Tree;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import java.nio.charset.StandardCharsets;
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

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> quote(text);
            case IntOrString either when either.text() != null -> quote(Objects.requireNonNull(either.text()));
            case Bytes bytes -> quote(bytes.toBase64());
            case Map<?, ?> map -> json(map);
            case List<?> list -> json(list);
            default -> value.toString();
        };
    }

    private static String json(Object tree) {
        return new String(Tree.toJson(tree), StandardCharsets.UTF_8);
    }

    /** A text in double quotes, as Go's {@code %q} writes it. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format("\\x%02x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
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
