package io.gantry.server.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values after RFC 4180: a field in quotes may hold commas, line ends and doubled quotes. */
final class Csv {
    private Csv() {}

    /** The records that are not empty lines. */
    static List<List<String>> records(String text) throws IOException {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int line = 1;
        int i = 0;
        String input = text.replace("\r\n", "\n");
        if (!input.isEmpty() && !input.endsWith("\n")) {
            input += "\n";
        }
        while (i < input.length()) {
            if (input.charAt(i) == '"') {
                i = quoted(input, i + 1, field, line);
            } else {
                for (; input.charAt(i) != ',' && input.charAt(i) != '\n'; i++) {
                    if (input.charAt(i) == '"') {
                        throw new IOException("line " + line + ": bare \" in a field without quotes");
                    }
                    field.append(input.charAt(i));
                }
            }
            record.add(field.toString());
            field.setLength(0);
            if (input.charAt(i) == '\n') {
                if (record.size() > 1 || !record.getFirst().isEmpty()) {
                    records.add(List.copyOf(record));
                }
                record.clear();
                line++;
            }
            i++;
        }
        return records;
    }

    /** Where the field ends: at a comma or a line's end. */
    private static int quoted(String input, int from, StringBuilder field, int line) throws IOException {
        int i = from;
        while (i < input.length()) {
            char c = input.charAt(i);
            if (c != '"') {
                field.append(c);
                i++;
            } else if (input.startsWith("\"\"", i)) {
                field.append('"');
                i += 2;
            } else if (input.charAt(i + 1) == ',' || input.charAt(i + 1) == '\n') {
                return i + 1;
            } else {
                break;
            }
        }
        throw new IOException("line " + line + ": a field's closing \" is missing or followed by something");
    }
}
