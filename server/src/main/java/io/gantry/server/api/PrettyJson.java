package io.gantry.server.api;

import java.io.ByteArrayOutputStream;

/** Indents compact JSON by two spaces, as Kubernetes does for people. Works on bytes: outside strings JSON is ASCII. */
final class PrettyJson {
    private PrettyJson() {}

    static byte[] indent(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length * 2);
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (inString) {
                out.write(b);
                if (b == '\\') {
                    out.write(json[++i]);
                } else if (b == '"') {
                    inString = false;
                }
                continue;
            }
            switch (b) {
                case '"' -> {
                    inString = true;
                    out.write(b);
                }
                case '{', '[' -> {
                    out.write(b);
                    if (i + 1 < json.length && (json[i + 1] == '}' || json[i + 1] == ']')) {
                        out.write(json[++i]);
                    } else {
                        newLine(out, ++depth);
                    }
                }
                case '}', ']' -> {
                    newLine(out, --depth);
                    out.write(b);
                }
                case ',' -> {
                    out.write(b);
                    newLine(out, depth);
                }
                case ':' -> {
                    out.write(b);
                    out.write(' ');
                }
                case ' ', '\n', '\r', '\t' -> {}
                default -> out.write(b);
            }
        }
        out.write('\n');
        return out.toByteArray();
    }

    private static void newLine(ByteArrayOutputStream out, int depth) {
        out.write('\n');
        for (int i = 0; i < depth; i++) {
            out.write(' ');
            out.write(' ');
        }
    }
}
