package io.gantry.api.processor;

/** Writes the builder of one record: {@code PodSpecBuilder} for {@code PodSpec}. */
final class BuilderSource {
    private BuilderSource() {}

    static String of(Record record) {
        StringBuilder out = new StringBuilder();
        String name = record.name();
        String builder = name + "Builder";
        out.append("package ").append(record.packageName()).append(";\n\n");
        out.append("import org.jspecify.annotations.Nullable;\n\n");
        out.append("/** Builds a {@link ").append(name).append("}; not thread-safe. */\n");
        out.append("@javax.annotation.processing.Generated(\"io.gantry.api.processor.ApiProcessor\")\n");
        out.append("public final class ").append(builder).append(" {\n");
        for (Component component : record.components()) {
            out.append("    private ")
                    .append(declared(component))
                    .append(' ')
                    .append(component.name())
                    .append(";\n");
        }
        out.append("\n    private ").append(builder).append("(").append(name).append(" from) {\n");
        for (Component component : record.components()) {
            out.append("        this.")
                    .append(component.name())
                    .append(" = from.")
                    .append(component.name())
                    .append("();\n");
        }
        out.append("    }\n\n");
        out.append("    /** Starts with every field absent. */\n    public static ")
                .append(builder)
                .append(" of() {\n        return new ")
                .append(builder)
                .append("(")
                .append(name)
                .append("Type.EMPTY);\n    }\n\n");
        out.append("    /** Starts with the fields of a record. */\n    public static ")
                .append(builder)
                .append(" of(")
                .append(name)
                .append(" from) {\n        return new ")
                .append(builder)
                .append("(from);\n    }\n\n");
        for (Component component : record.components()) {
            out.append("    public ")
                    .append(builder)
                    .append(' ')
                    .append(component.name())
                    .append("(")
                    .append(declared(component))
                    .append(" value) {\n        this.")
                    .append(component.name())
                    .append(" = value;\n        return this;\n    }\n\n");
        }
        out.append("    public ")
                .append(name)
                .append(" build() {\n        return new ")
                .append(name)
                .append("(");
        String separator = "";
        for (Component component : record.components()) {
            out.append(separator).append(component.name());
            separator = ", ";
        }
        return out.append(");\n    }\n}\n").toString();
    }

    /** The type with its nullness; a qualified name carries the annotation before its last part. */
    private static String declared(Component component) {
        String type = component.javaType();
        if (!component.nullable()) {
            return type;
        }
        int angle = type.indexOf('<');
        int dot = type.lastIndexOf('.', angle < 0 ? type.length() : angle);
        return type.substring(0, dot + 1) + "@Nullable " + type.substring(dot + 1);
    }
}
