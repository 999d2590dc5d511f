package io.gantry.api.processor;

import java.util.ArrayList;
import java.util.List;

/** Writes the field table of one record: {@code PodSpecType} for {@code PodSpec}. */
final class TypeSource {
    private TypeSource() {}

    static String of(Record record) {
        StringBuilder out = new StringBuilder();
        String name = record.name();
        String type = name + "Type";
        out.append("package ").append(record.packageName()).append(";\n\n");
        out.append("import io.gantry.api.schema.FieldInfo;\n");
        out.append("import io.gantry.api.schema.ListType;\n");
        out.append("import io.gantry.api.schema.RecordType;\n");
        out.append("import io.gantry.api.schema.Shape;\n");
        out.append("import io.gantry.api.schema.Sharing;\n");
        out.append("import io.gantry.api.schema.ValueKind;\n");
        out.append("import java.util.List;\n");
        out.append("import org.jspecify.annotations.Nullable;\n\n");
        out.append("/** The field table of {@link ").append(name).append("}. */\n");
        out.append("@javax.annotation.processing.Generated(\"io.gantry.api.processor.ApiProcessor\")\n");
        out.append("@SuppressWarnings({\"unchecked\", \"rawtypes\"})\n");
        out.append("public final class ")
                .append(type)
                .append(" extends RecordType<")
                .append(name)
                .append("> {\n");
        out.append("    public static final ")
                .append(type)
                .append(" TYPE = new ")
                .append(type)
                .append("();\n");
        out.append("    /** With every field absent. */\n");
        out.append("    public static final ")
                .append(name)
                .append(" EMPTY = TYPE.create(new Object[")
                .append(record.components().size())
                .append("]);\n");
        if (record.apiKind() != null) {
            out.append("    public static final io.gantry.api.Kind<")
                    .append(name)
                    .append("> KIND = io.gantry.api.BuiltinKinds.")
                    .append(record.kindConstant())
                    .append(";\n");
        }
        out.append("\n    private ")
                .append(type)
                .append("() {\n        super(")
                .append(name)
                .append(".class, Shape.")
                .append(record.shape())
                .append(", ")
                .append(record.atomic());
        int index = 0;
        for (Component component : record.components()) {
            out.append(",\n                ").append(row(record, component, index++));
        }
        out.append(");\n    }\n\n");
        out.append("    @Override\n    public io.gantry.api.@Nullable Kind<")
                .append(name)
                .append("> kind() {\n")
                .append("        return ")
                .append(record.apiKind() == null ? "null" : "KIND")
                .append(";\n    }\n\n");
        out.append("    @Override\n    public ").append(name).append(" empty() {\n        return EMPTY;\n    }\n\n");
        getter(out, record);
        present(out, record);
        creator(out, record);
        children(out, record);
        return out.append("}\n").toString();
    }

    private static String row(Record record, Component component, int index) {
        Annotation field = component.field();
        List<String> flags = new ArrayList<>();
        for (String[] flag : new String[][] {
            {"required", "REQUIRED"},
            {"always", "ALWAYS"},
            {"merge", "MERGE"},
            {"retainKeys", "RETAIN_KEYS"},
            {"atomic", "ATOMIC"},
            {"wrapped", "WRAPPED"},
            {"pointer", "POINTER"}
        }) {
            if (field.flag(flag[0])) {
                flags.add("FieldInfo." + flag[1]);
            }
        }
        if (!component.nullable()) {
            flags.add("FieldInfo.NOT_NULL");
        }
        List<String> in = new ArrayList<>();
        field.list("in").forEach(number -> in.add(number.toString()));
        return "new FieldInfo(" + index + ", " + Names.quote(component.jsonName()) + ", " + field.number("value")
                + ", List.of(" + String.join(", ", in) + "), ValueKind." + component.kind() + ", FieldInfo.Container."
                + component.container() + ", " + (flags.isEmpty() ? "0" : String.join(" | ", flags)) + ", ListType."
                + field.constant("listType", "NONE") + ", List.of(" + field.stringArguments("mapKeys") + "), "
                + Names.quote(field.string("mergeKey")) + ", "
                + (component.defaultValue() == null ? "null" : Names.quote(component.defaultValue())) + ", Sharing."
                + field.constant("sharing", sharing(record, component)) + ")";
    }

    /** What a kind holds directly is its payload, and its sub-objects differ in a few fields only. */
    private static String sharing(Record record, Component component) {
        if (record.apiKind() == null) {
            return "WHOLE";
        }
        return component.child() != null && component.container().equals("SINGLE") ? "INSIDE" : "NONE";
    }

    private static void getter(StringBuilder out, Record record) {
        if (record.components().isEmpty()) {
            out.append("    @Override\n    public @Nullable Object get(")
                    .append(record.name())
                    .append(" record, int index) {\n        throw new IndexOutOfBoundsException(index);\n    }\n\n");
            return;
        }
        out.append("    @Override\n    public @Nullable Object get(")
                .append(record.name())
                .append(" record, int index) {\n        switch (index) {\n");
        int index = 0;
        for (Component component : record.components()) {
            out.append("            case ")
                    .append(index++)
                    .append(" -> {\n                return record.")
                    .append(component.name())
                    .append("();\n            }\n");
        }
        out.append("            default -> throw new IndexOutOfBoundsException(index);\n        }\n    }\n\n");
    }

    /** Straight through the components: most fields of most records are absent, and each is asked for once. */
    private static void present(StringBuilder out, Record record) {
        long known = 0;
        StringBuilder checks = new StringBuilder();
        int index = 0;
        for (Component component : record.components()) {
            String value = "record." + component.name() + "()";
            String check = switch (component.container()) {
                case "LIST", "MAP" -> "!" + value + ".isEmpty()";
                default ->
                    component.byValue()
                            ? value + " != " + component.child() + "Type.EMPTY"
                            : component.nullable() ? value + " != null" : null;
            };
            if (check == null) {
                known |= 1L << index;
            } else {
                checks.append("        if (").append(check).append(") {\n            present |= 1L << ");
                checks.append(index).append(";\n        }\n");
            }
            index++;
        }
        out.append("    @Override\n    @SuppressWarnings(\"ReferenceEquality\")\n    public long present(");
        out.append(record.name())
                .append(" record) {\n        long present = ")
                .append(known)
                .append("L;\n");
        out.append(checks).append("        return present;\n    }\n\n");
    }

    private static void creator(StringBuilder out, Record record) {
        out.append("    @Override\n    public ")
                .append(record.name())
                .append(" create(@Nullable Object[] values) {\n")
                .append("        return new ")
                .append(record.name())
                .append("(");
        int index = 0;
        for (Component component : record.components()) {
            String value = "values[" + index + "]";
            out.append(index++ == 0 ? "\n                " : ",\n                ");
            String cast = "(" + component.boxedType() + ") " + value;
            if (component.absent().equals("null")) {
                out.append(cast);
            } else {
                out.append(value)
                        .append(" == null ? ")
                        .append(component.absent())
                        .append(" : ")
                        .append(cast);
            }
        }
        out.append(");\n    }\n\n");
    }

    /**
     * As everywhere here, not as the value of one switch: to verify that each case has its type, the JVM would load the types of all
     * children with their parent.
     */
    private static void children(StringBuilder out, Record record) {
        out.append("    @Override\n    protected @Nullable RecordType<?> loadChild(int index) {\n");
        if (record.components().stream().allMatch(component -> component.child() == null)) {
            out.append("        return null;\n    }\n");
            return;
        }
        out.append("        return (RecordType<?>) child(index);\n    }\n\n");
        out.append("    private static @Nullable Object child(int index) {\n        switch (index) {\n");
        int index = 0;
        for (Component component : record.components()) {
            if (component.child() != null) {
                out.append("            case ")
                        .append(index)
                        .append(" -> {\n                return ")
                        .append(component.child())
                        .append("Type.TYPE;\n            }\n");
            }
            index++;
        }
        out.append("            default -> {\n                return null;\n            }\n        }\n    }\n");
    }
}
