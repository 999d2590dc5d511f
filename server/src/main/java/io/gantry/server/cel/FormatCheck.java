package io.gantry.server.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether the arguments of {@code format} have the types that a text asks for, as far as they are known. Pure. */
final class FormatCheck {
    private static final Set<CelKind> INTEGERS = EnumSet.of(CelKind.INT, CelKind.UINT);
    private static final Set<CelKind> DOUBLES = EnumSet.of(CelKind.DOUBLE, CelKind.STRING);
    private static final Set<CelKind> BITS = EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.BOOL);
    private static final Set<CelKind> DIGITS = EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.STRING, CelKind.BYTES);
    private static final Set<CelKind> TEXTS = EnumSet.of(
            CelKind.LIST,
            CelKind.MAP,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.STRING,
            CelKind.TIMESTAMP,
            CelKind.BYTES,
            CelKind.DURATION,
            CelKind.TYPE,
            CelKind.NULL_TYPE);

    private FormatCheck() {}

    /** @param argument the position of the one that is wrong; negative when the call as a whole is */
    record Problem(int argument, String text) {}

    /** What is wrong; at most one thing. */
    static List<Problem> of(String text, List<CelType> arguments) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at++) != '%') {
                continue;
            }
            if (at < text.length() && text.charAt(at) == '%') {
                at++;
                continue;
            }
            if (at >= text.length()) {
                return List.of(new Problem(-1, "unexpected end of string"));
            }
            if (used >= arguments.size()) {
                return List.of(new Problem(-1, "index " + used + " out of range"));
            }
            int verb = at;
            if (text.charAt(verb) == '.') {
                do {
                    verb++;
                } while (verb < text.length() && text.charAt(verb) >= '0' && text.charAt(verb) <= '9');
            }
            String clause = text.substring(at, Math.min(verb + 1, text.length()));
            try {
                Formatting.verb(clause);
            } catch (IllegalArgumentException e) {
                return List.of(new Problem(-1, String.valueOf(e.getMessage())));
            }
            CelType type = arguments.get(used);
            if (type.kind() != CelKind.DYN
                    && !allowed(clause.charAt(clause.length() - 1)).contains(type.kind())) {
                String wrong = Formatting.demand(clause.charAt(clause.length() - 1));
                return List.of(
                        new Problem(used, "error during formatting: " + wrong + ", was given " + TypeNames.base(type)));
            }
            used++;
            at = verb + 1;
        }
        return used < arguments.size()
                ? List.of(new Problem(
                        -1,
                        "too many arguments supplied to string.format (expected " + used + ", got " + arguments.size()
                                + ")"))
                : List.of();
    }

    private static Set<CelKind> allowed(char verb) {
        return switch (verb) {
            case 'd', 'o' -> INTEGERS;
            case 'f', 'e' -> DOUBLES;
            case 'b' -> BITS;
            case 'x', 'X' -> DIGITS;
            default -> TEXTS;
        };
    }
}
