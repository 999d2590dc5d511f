package io.gantry.api.validation;

import org.jspecify.annotations.Nullable;

/** Where in an object a field stands, such as {@code spec.containers[0].ports[1].name}. Immutable. */
public final class FieldPath {
    public static final FieldPath SPEC = of("spec");
    public static final FieldPath METADATA = of("metadata");
    public static final FieldPath STATUS = of("status");

    private final @Nullable FieldPath parent;
    private final String part;

    private FieldPath(@Nullable FieldPath parent, String part) {
        this.parent = parent;
        this.part = part;
    }

    public static FieldPath of(String name) {
        return new FieldPath(null, name);
    }

    public FieldPath child(String name) {
        return new FieldPath(this, parent == null && part.isEmpty() ? name : "." + name);
    }

    public FieldPath index(int index) {
        return new FieldPath(this, "[" + index + "]");
    }

    public FieldPath key(String key) {
        return new FieldPath(this, "[" + key + "]");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent != null) {
            parent.append(text);
        }
        text.append(part);
    }
}
