package io.gantry.api.processor;

import java.util.List;

/**
 * Writes what finds the checks of a kind. It goes by the name of an object's class, so that checks are loaded when the first
 * object of their kind is checked.
 */
final class KindChecksSource {
    private KindChecksSource() {}

    static String of(List<Record> kinds, List<Record> records, CheckedRecords checked) {
        StringBuilder check = new StringBuilder();
        StringBuilder unchanged = new StringBuilder();
        for (Record kind : kinds) {
            String type = kind.qualifiedName();
            String label = "            case " + Names.quote(type) + " ->\n                ";
            if (checked.contains(kind)) {
                check.append(label)
                        .append(kind.checksName())
                        .append(".check((")
                        .append(type)
                        .append(") object, ROOT, errors);\n");
            }
            String calls = unchanged(kind, records);
            if (!calls.isEmpty()) {
                unchanged
                        .append("            case ")
                        .append(Names.quote(type))
                        .append(" -> {\n                ")
                        .append(type)
                        .append(" next = (")
                        .append(type)
                        .append(") object;\n                ")
                        .append(type)
                        .append(" before = (")
                        .append(type)
                        .append(") old;\n")
                        .append(calls)
                        .append("            }\n");
            }
        }
        return """
                package io.gantry.api.validation;

                /** Finds the checks of a kind by the class of its objects. */
                @javax.annotation.processing.Generated("io.gantry.api.processor.ApiProcessor")
                final class KindChecks {
                    private static final FieldPath ROOT = FieldPath.of("");

                    private KindChecks() {}

                    /** What is wrong with the fields of an object, each by itself. */
                    static void check(Object object, FieldErrors errors) {
                        switch (object.getClass().getName()) {
                %s            default -> {}
                        }
                    }

                    /** Fields that an update may not change. */
                    static void unchanged(Object object, Object old, FieldErrors errors) {
                        switch (object.getClass().getName()) {
                %s            default -> {}
                        }
                    }
                }
                """.formatted(check, unchanged);
    }

    /** A kind's own fields and those of its spec. */
    private static String unchanged(Record kind, List<Record> records) {
        StringBuilder out = new StringBuilder();
        if (immutable(kind)) {
            out.append("                ")
                    .append(kind.checksName())
                    .append(".unchanged(next, before, ROOT, errors);\n");
        }
        for (Component component : kind.components()) {
            if (component.name().equals("spec")
                    && component.byValue()
                    && records.stream()
                            .anyMatch(each -> each.qualifiedName().equals(component.child()) && immutable(each))) {
                out.append("                ")
                        .append(Names.checks(String.valueOf(component.child())))
                        .append(".unchanged(next.spec(), before.spec(), FieldPath.SPEC, errors);\n");
            }
        }
        return out.toString();
    }

    private static boolean immutable(Record record) {
        return record.components().stream()
                .anyMatch(component -> component.checks().containsKey("ImmutableField"));
    }
}
