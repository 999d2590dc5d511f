package io.gantry.api.validation;

import java.util.Set;
import java.util.regex.Pattern;

/** What the Common Expression Language takes for a name. Thread-safe. */
public final class CelNames {
    private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private CelNames() {}

    static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches() && !isReserved(name);
    }

    /** Whether it has the form of a name and the language keeps it for itself. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }
}
