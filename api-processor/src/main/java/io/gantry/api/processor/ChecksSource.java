package io.gantry.api.processor;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the checks of one record: {@code CoreV1ProbeChecks} for {@code io.gantry.api.core.v1.Probe}. Its method {@code check}
 * looks at each field by itself and goes on into the records that the fields hold.
 */
final class ChecksSource {
    static final String PACKAGE = "io.gantry.api.validation";

    private final Record record;
    private final CheckedRecords checked;
    private final StringBuilder constants = new StringBuilder();
    private final StringBuilder body = new StringBuilder();

    private ChecksSource(Record record, CheckedRecords checked) {
        this.record = record;
        this.checked = checked;
    }

    static String of(Record record, CheckedRecords checked) {
        return new ChecksSource(record, checked).source();
    }

    private String source() {
        if (record.union() != null) {
            union(record.union());
        }
        for (Component component : record.components()) {
            boolean member = component.checks().containsKey("Member");
            FieldChecks checks = new FieldChecks(component, !member && checked.entered(record, component));
            constants.append(checks.constants());
            body.append(checks.source());
        }
        if (record.crossChecked() != null) {
            body.append("        ")
                    .append(record.crossChecked().string("value"))
                    .append(".check(record, path, errors);\n");
        }
        String name = record.checksName();
        String type = record.qualifiedName();
        return "package " + PACKAGE + ";\n\n"
                + "/** What the fields of a {@link " + type + "} must be. */\n"
                + "@javax.annotation.processing.Generated(\"io.gantry.api.processor.ApiProcessor\")\n"
                + "final class " + name + " {\n"
                + constants
                + (constants.isEmpty() ? "" : "\n")
                + "    private " + name + "() {}\n\n"
                + "    static void check(" + type + " record, FieldPath path, FieldErrors errors) {\n"
                + body
                + "    }\n"
                + unchanged()
                + "}\n";
    }

    private void union(Annotation union) {
        List<Component> members = new ArrayList<>();
        for (Component component : record.components()) {
            if (component.checks().containsKey("Member")) {
                boolean first = component.name().equals(union.string("first"));
                members.add(first ? 0 : members.size(), component);
            }
        }
        body.append("        boolean found = false;\n");
        for (Component member : members) {
            String path = "path.child(" + Names.quote(member.jsonName()) + ")";
            String enter = checked.entered(record, member)
                    ? "            " + Names.checks(String.valueOf(member.child())) + ".check(record." + member.name()
                            + "(), " + path + ", errors);\n"
                    : "";
            boolean all = union.flag("all");
            body.append("        if (record.").append(member.name()).append("() != null) {\n");
            body.append(all ? enter : "");
            body.append("            if (found) {\n                errors.forbidden(")
                    .append(path)
                    .append(", ")
                    .append(Names.quote(union.string("many")))
                    .append(");\n            }");
            if (!all && !enter.isEmpty()) {
                body.append(" else {\n    ").append(enter).append("            }");
            }
            body.append("\n            found = true;\n        }\n");
        }
        body.append("        if (!found) {\n            errors.required(path, ")
                .append(Names.quote(union.string("none")))
                .append(");\n        }\n");
    }

    /** Nothing when the record has no field that may not change. */
    private String unchanged() {
        StringBuilder out = new StringBuilder();
        for (Component component : record.components()) {
            Annotation immutable = component.checks().get("ImmutableField");
            if (immutable != null) {
                out.append(unchanged(component, immutable));
            }
        }
        if (out.isEmpty()) {
            return "";
        }
        String type = record.qualifiedName();
        return "\n    /** Fields that an update may not change. */\n"
                + "    static void unchanged(" + type + " record, " + type
                + " old, FieldPath path, FieldErrors errors) {\n" + out + "    }\n";
    }

    private static String unchanged(Component component, Annotation immutable) {
        String path = "path.child(" + Names.quote(component.jsonName()) + ")";
        String now = "record." + component.name() + "()";
        String before = "old." + component.name() + "()";
        boolean single = component.child() != null && component.container().equals("SINGLE");
        String type = single ? ", " + component.child() + "Type.TYPE" : "";
        String message = immutable.string("value");
        if (message.isEmpty()) {
            return "        errors." + (single ? "immutableRecord" : "immutable") + "(" + path + type + ", " + now
                    + ", " + before + ");\n";
        }
        String report = immutable.flag("forbidden")
                ? "errors.forbidden(" + path + ", " + Names.quote(message) + ")"
                : "errors." + (single ? "invalidRecord" : "invalid") + "(" + path + type + ", " + now + ", "
                        + Names.quote(message) + ")";
        return "        if (!java.util.Objects.equals(" + now + ", " + before + ")) {\n            " + report
                + ";\n        }\n";
    }
}
