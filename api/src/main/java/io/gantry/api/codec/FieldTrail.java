package io.gantry.api.codec;

import io.gantry.api.Kind;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where in the object a reader stands, and the errors that name that place. Keeping it costs two array writes a field; the
 * texts are made only when something is wrong.
 */
class FieldTrail {
    /**
     * Go's decoder allows 10,000, on a stack that grows. No API object is deeper than a few dozen, schemas of custom
     * resources nest two levels each; five frames a level, not yet compiled, fit well into a stack of a megabyte.
     */
    static final int MAX_DEPTH = 200;

    private final @Nullable StrictErrors strict;
    private @Nullable String[] names = new @Nullable String[32];
    private int[] indexes = new int[32];
    private int depth;

    FieldTrail(@Nullable StrictErrors strict) {
        this.strict = strict;
    }

    /** Where unknown and duplicate fields are noted; null when nobody wants to know of them. */
    @Nullable
    StrictErrors errors() {
        return strict;
    }

    /** Whether unknown and duplicate fields are of interest. */
    boolean strict() {
        return strict != null;
    }

    void enter(String name) {
        if (depth == names.length) {
            if (depth >= MAX_DEPTH) {
                throw new DecodeException("exceeded max depth");
            }
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
        names[depth] = name;
        indexes[depth++] = -1;
    }

    void element(int index) {
        if (depth > 0) {
            indexes[depth - 1] = index;
        }
    }

    void leave() {
        depth--;
    }

    void unknown(String name) {
        if (strict != null) {
            strict.unknownField(path(name));
        }
    }

    void duplicate(String name) {
        if (strict != null) {
            strict.duplicateField(path(name));
        }
    }

    private String path(String last) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            path.append(path.isEmpty() ? "" : ".").append(names[i]);
            if (indexes[i] >= 0) {
                path.append('[').append(indexes[i]).append(']');
            }
        }
        return path.append(path.isEmpty() ? "" : ".").append(last).toString();
    }

    /** Where the reader stands, as a strict error would name it. */
    private String here() {
        String path = path("");
        return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
    }

    /** Go's error for a value of another type; {@code given} is Go's word for the value. */
    DecodeException mismatch(RecordType<?> type, FieldInfo field, String given, String goType) {
        StringBuilder text = new StringBuilder("json: cannot unmarshal ")
                .append(given)
                .append(" into Go struct field ")
                .append(type.name());
        if (depth == 0) {
            text.append('.').append(field.name());
        }
        for (int i = 0; i < depth; i++) {
            text.append('.').append(names[i]);
        }
        return new DecodeException(text.append(" of type ").append(goType).toString());
    }

    /** Go's error for a value of another type where there is no field. */
    static DecodeException mismatch(RecordType<?> type, String given) {
        return new DecodeException(
                "json: cannot unmarshal " + given + " into Go value of type " + GoTypes.record(type));
    }

    /** Go's error for a list whose items are a value of another type. */
    static DecodeException noItems(Kind<?> kind, String given) {
        return new DecodeException("json: cannot unmarshal " + given + " into Go struct field " + kind.listName()
                + ".items of type []" + GoTypes.record(kind.type()));
    }

    /** An error of a value's own parser, which in Go knows nothing of fields; ours adds the place. */
    DecodeException invalid(IllegalArgumentException cause) {
        String place = here();
        String message = String.valueOf(cause.getMessage());
        return new DecodeException(place.isEmpty() ? message : place + ": " + message, cause);
    }
}
