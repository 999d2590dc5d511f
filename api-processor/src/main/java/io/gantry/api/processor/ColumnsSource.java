package io.gantry.api.processor;

import java.util.List;

/** Writes the columns of all kinds that have any: {@code io.gantry.api.BuiltinColumns}, which is loaded with the first table. */
final class ColumnsSource {
    private ColumnsSource() {}

    static String of(List<Record> kinds) {
        StringBuilder cases = new StringBuilder();
        for (Record kind : kinds) {
            if (!kind.columns().isEmpty()) {
                cases.append("            case ")
                        .append(Names.quote(kind.qualifiedName()))
                        .append(" -> List.of(");
                String separator = "";
                for (Annotation column : kind.columns()) {
                    cases.append(separator).append("\n                ").append(column(column));
                    separator = ",";
                }
                cases.append(");\n");
            }
        }
        return """
                package io.gantry.api;

                import io.gantry.api.schema.TableColumn;
                import java.util.List;

                /** The columns that the kinds' records declare. */
                @javax.annotation.processing.Generated("io.gantry.api.processor.ApiProcessor")
                public final class BuiltinColumns {
                    private BuiltinColumns() {}

                    /** In order; empty for a kind that declares none. */
                    public static List<TableColumn> of(Kind<?> kind) {
                        return kind.custom() ? List.of() : of(kind.type().recordClass().getName());
                    }

                    private static List<TableColumn> of(String record) {
                        return switch (record) {
                %s            default -> List.of();
                        };
                    }
                }
                """.formatted(cases);
    }

    private static String column(Annotation column) {
        String type = column.string("type");
        return "new TableColumn(" + Names.quote(column.string("name")) + ", "
                + Names.quote(type.isEmpty() ? "string" : type) + ", " + Names.quote(column.string("format")) + ", "
                + column.flag("wide") + ", " + Names.quote(column.string("path")) + ", "
                + Names.quote(column.string("otherwise")) + ", " + Names.quote(column.string("cells")) + ", "
                + Names.quote(column.string("description")) + ")";
    }
}
