package io.gantry.server.cel;

import io.gantry.server.schema.SchemaNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code fieldPath} of a validation rule: fields and keys of maps below the rule's place, {@code .spec['a.b'].c}. Lists
 * have no place in it. Pure.
 *
 * @param text the path as errors show it: {@code spec[key]}
 */
record FieldReference(String text) {
    /** A path that names nothing of the schema. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * @param node the place that the rule stands at
     * @throws Refused in Kubernetes' words
     */
    static FieldReference of(String path, SchemaNode node) throws Refused {
        StringBuilder text = new StringBuilder();
        List<String> tokens = tokens(path);
        SchemaNode at = node;
        for (int i = 0; i < tokens.size(); ) {
            String token = tokens.get(i++);
            String name;
            if (token.equals(".")) {
                name = next(tokens, i++);
            } else if (token.equals("[")) {
                String quoted = next(tokens, i++);
                if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
                    throw new Refused("expected single quoted string but got " + quoted);
                }
                name = quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
                String end = next(tokens, i++);
                if (!end.equals("]")) {
                    throw new Refused("expected ] but got " + end);
                }
            } else {
                throw new Refused("expected [ or . but got: " + token);
            }
            boolean named = at.properties().containsKey(name);
            SchemaNode child = at.child(name);
            if (child == null || (!named && !at.properties().isEmpty())) {
                throw new Refused("does not refer to a valid field");
            }
            text.append(!named ? "[" + name + "]" : text.isEmpty() ? name : "." + name);
            at = child;
        }
        return new FieldReference(text.toString());
    }

    /** The path as an error's field, below another one. */
    String below(String path) {
        return path.isEmpty() || text.startsWith("[") || text.isEmpty() ? path + text : path + "." + text;
    }

    private static String next(List<String> tokens, int at) throws Refused {
        if (at >= tokens.size()) {
            throw new Refused("unexpected end of JSON path");
        }
        return tokens.get(at);
    }

    /** The delimiters and what stands between them; between single quotes there are no delimiters. */
    private static List<String> tokens(String path) {
        List<String> tokens = new ArrayList<>();
        int from = 0;
        while (from < path.length()) {
            int to = from;
            if (path.charAt(from) == '\'') {
                to++;
                while (to < path.length() && (path.charAt(to) != '\'' || path.charAt(to - 1) == '\\')) {
                    to++;
                }
                to = Math.min(to + 1, path.length());
            } else {
                while (to < path.length() && ".[]".indexOf(path.charAt(to)) < 0) {
                    to++;
                }
                to = Math.max(to, from + 1);
            }
            tokens.add(path.substring(from, to));
            from = to;
        }
        return tokens;
    }
}
