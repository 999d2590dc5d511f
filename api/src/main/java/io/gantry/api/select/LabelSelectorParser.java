package io.gantry.api.select;

import java.util.ArrayList;
import java.util.List;

/** Reads the textual syntax of label selectors, with the errors of Kubernetes' parser. */
final class LabelSelectorParser {
    private final String text;
    private int at;
    /** The kind of the token last read: a symbol, {@code identifier}, {@code in}, {@code notin} or {@code end}. */
    private String kind = "";

    private String literal = "";

    private LabelSelectorParser(String text) {
        this.text = text;
    }

    static List<Requirement> parse(String text) {
        LabelSelectorParser parser = new LabelSelectorParser(text);
        try {
            return parser.requirements();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("unable to parse requirement: " + e.getMessage(), e);
        }
    }

    private static boolean isSymbol(char c) {
        return "=!(),><".indexOf(c) >= 0;
    }

    /** Reads the next token. */
    private void next() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            kind = "end";
            literal = "";
            return;
        }
        if (isSymbol(text.charAt(at))) {
            at++;
            if (at < text.length() && (text.startsWith("==", start) || text.startsWith("!=", start))) {
                at++;
            }
            literal = text.substring(start, at);
            kind = literal;
            return;
        }
        while (at < text.length() && !isSymbol(text.charAt(at)) && " \t\n\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        literal = text.substring(start, at);
        kind = literal.equals("in") || literal.equals("notin") ? literal : "identifier";
    }

    private boolean atWord() {
        return kind.equals("identifier") || kind.equals("in") || kind.equals("notin");
    }

    private List<Requirement> requirements() {
        List<Requirement> requirements = new ArrayList<>();
        next();
        while (true) {
            if (atWord() || kind.equals("!")) {
                requirements.add(requirement());
                if (kind.equals("end")) {
                    return requirements;
                }
                if (!kind.equals(",")) {
                    throw new IllegalArgumentException("found '" + literal + "', expected: ',' or 'end of string'");
                }
                next();
                if (!atWord() && !kind.equals("!")) {
                    throw new IllegalArgumentException("found '" + literal + "', expected: identifier after ','");
                }
            } else if (kind.equals("end")) {
                return requirements;
            } else {
                throw new IllegalArgumentException(
                        "found '" + literal + "', expected: !, identifier, or 'end of string'");
            }
        }
    }

    private Requirement requirement() {
        boolean absent = kind.equals("!");
        if (absent) {
            next();
        }
        if (!atWord()) {
            throw new IllegalArgumentException("found '" + literal + "', expected: identifier");
        }
        String key = literal;
        next();
        if (absent) {
            return new Requirement(key, Requirement.Operator.DOES_NOT_EXIST, List.of());
        }
        if (kind.equals("end") || kind.equals(",")) {
            return new Requirement(key, Requirement.Operator.EXISTS, List.of());
        }
        Requirement.Operator operator = switch (kind) {
            case "in" -> Requirement.Operator.IN;
            case "notin" -> Requirement.Operator.NOT_IN;
            case "=", "==" -> Requirement.Operator.EQUALS;
            case "!=" -> Requirement.Operator.NOT_EQUALS;
            case ">" -> Requirement.Operator.GREATER_THAN;
            case "<" -> Requirement.Operator.LESS_THAN;
            default ->
                throw new IllegalArgumentException("found '" + literal + "', expected: in, notin, =, ==, !=, gt, lt");
        };
        next();
        return switch (operator) {
            case IN, NOT_IN -> new Requirement(key, operator, set());
            default -> new Requirement(key, operator, List.of(exact()));
        };
    }

    /** One value; it may be missing, which means empty. */
    private String exact() {
        if (kind.equals("end") || kind.equals(",")) {
            return "";
        }
        if (!atWord()) {
            throw new IllegalArgumentException("found '" + literal + "', expected: identifier");
        }
        String value = literal;
        next();
        return value;
    }

    private List<String> set() {
        if (!kind.equals("(")) {
            throw new IllegalArgumentException("found '" + literal + "' expected: '('");
        }
        next();
        List<String> values = new ArrayList<>();
        boolean expectsValue = true;
        while (true) {
            if (atWord()) {
                if (!expectsValue) {
                    throw new IllegalArgumentException("found '" + literal + "', expected: ',' or ')'");
                }
                values.add(literal);
                expectsValue = false;
            } else if (kind.equals(",")) {
                if (expectsValue) {
                    values.add("");
                }
                expectsValue = true;
            } else if (kind.equals(")")) {
                if (expectsValue) {
                    values.add("");
                }
                next();
                return values;
            } else {
                throw new IllegalArgumentException("found '" + literal + "', expected: ',', ')' or identifier");
            }
            next();
        }
    }
}
