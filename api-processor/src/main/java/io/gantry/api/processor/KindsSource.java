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
            out.append(", () -> ").append(type).append("Type.TYPE);\n");
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
        out.append("    public static List<Kind<?>> all() {\n        return ALL;\n    }\n}\n");
        return out.toString();
    }
}
