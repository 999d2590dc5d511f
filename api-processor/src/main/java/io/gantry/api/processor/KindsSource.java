package io.gantry.api.processor;

import java.util.List;

/** Writes the table of all kinds, {@code io.gantry.api.BuiltinKinds}. */
final class KindsSource {
    private KindsSource() {}

    static String of(List<Record> kinds) {
        StringBuilder out = new StringBuilder("package io.gantry.api;\n\nimport java.util.List;\n\n");
        out.append("/** Every kind that a record of this module declares. */\n");
        out.append("@javax.annotation.processing.Generated(\"io.gantry.api.processor.ApiProcessor\")\n");
        out.append("public final class BuiltinKinds {\n");
        StringBuilder types = new StringBuilder();
        int number = 0;
        for (Record kind : kinds) {
            Annotation api = kind.apiKind();
            if (api == null) {
                continue;
            }
            String type = kind.packageName() + "." + kind.name();
            String name = api.string("kind").isEmpty() ? kind.name() : api.string("kind");
            out.append("    public static final Kind<")
                    .append(type)
                    .append("> ")
                    .append(kind.kindConstant())
                    .append(" = new Kind<>(")
                    .append(Names.quote(api.string("group")))
                    .append(", ")
                    .append(Names.quote(api.string("version")))
                    .append(", ")
                    .append(Names.quote(name))
                    .append(", ")
                    .append(Names.quote(api.string("plural")))
                    .append(", ")
                    .append(Names.quote(api.string("singular")))
                    .append(", ")
                    .append(api.flag("namespaced"));
            for (String list : List.of("shortNames", "categories", "verbs", "subresources")) {
                out.append(", List.of(").append(api.stringArguments(list)).append(")");
            }
            out.append(", new TypeOf<>(").append(number).append("));\n");
            types.append("                case ")
                    .append(number++)
                    .append(" -> {\n                    return ")
                    .append(type)
                    .append("Type.TYPE;\n                }\n");
        }
        out.append("\n    private static final List<Kind<?>> ALL = List.of(");
        String separator = "";
        for (Record kind : kinds) {
            out.append(separator).append("\n            ").append(kind.kindConstant());
            separator = ",";
        }
        out.append(");\n\n    /** By the name of the record's class, so that asking loads no class. */\n");
        out.append("    private static final java.util.Map<String, Kind<?>> BY_CLASS = java.util.Map.ofEntries(");
        separator = "";
        for (Record kind : kinds) {
            out.append(separator)
                    .append("\n            java.util.Map.entry(")
                    .append(Names.quote(kind.packageName() + "." + kind.name()))
                    .append(", ")
                    .append(kind.kindConstant())
                    .append(")");
            separator = ",";
        }
        out.append(");\n\n    private BuiltinKinds() {}\n\n");
        out.append("    static java.util.Map<String, Kind<?>> byClass() {\n        return BY_CLASS;\n    }\n\n");
        out.append("    public static List<Kind<?>> all() {\n        return ALL;\n    }\n\n");
        typeOf(out, types);
        return out.append("}\n").toString();
    }

    /**
     * One class instead of a lambda for each kind, each of which would be a class that the JVM makes at its start. What {@code
     * get} returns is declared as an Object and returned case by case: else the JVM would load all types to verify it, for
     * that each is what the method, or the value of the switch as a whole, says.
     */
    private static void typeOf(StringBuilder out, CharSequence types) {
        out.append("    /** Finds a kind's field table, so that naming the kind does not load it. */\n");
        out.append("    private static final class TypeOf<T>\n");
        out.append("            implements java.util.function.Supplier<io.gantry.api.schema.RecordType<T>> {\n");
        out.append("        private final int number;\n\n");
        out.append("        TypeOf(int number) {\n            this.number = number;\n        }\n\n");
        out.append("        @Override\n        @SuppressWarnings(\"unchecked\")\n");
        out.append("        public io.gantry.api.schema.RecordType<T> get() {\n");
        out.append("            return (io.gantry.api.schema.RecordType<T>) type();\n        }\n\n");
        out.append("        private Object type() {\n            switch (number) {\n")
                .append(types);
        out.append("                default -> throw new IllegalStateException(String.valueOf(number));\n");
        out.append("            }\n        }\n    }\n");
    }
}
