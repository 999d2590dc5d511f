package io.gantry.node.agent;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code $(NAME)} in commands, arguments and variables: {@code $$} stands for one dollar, unknown names stay as they are. */
final class Expansion {
    private Expansion() {}

    static String expand(String text, Function<String, @Nullable String> variables) {
        int dollar = text.indexOf('$');
        if (dollar < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '$' && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                if (next == '$') {
                    out.append('$');
                    at += 2;
                    continue;
                }
                int end = next == '(' ? text.indexOf(')', at + 2) : -1;
                if (end >= 0) {
                    String value = variables.apply(text.substring(at + 2, end));
                    out.append(value != null ? value : text.substring(at, end + 1));
                    at = end + 1;
                    continue;
                }
            }
            out.append(c);
            at++;
        }
        return out.toString();
    }
}
