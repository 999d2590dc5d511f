package io.gantry.api.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record's Javadoc says to the users of the API: plain text, with every run of white space as one space.
 *
 * @param summary the first paragraph; empty when there is none. What follows it is for readers of the source
 * @param params the sentences of {@code @param}, by component
 */
record DocComment(String summary, Map<String, String> params) {
    private static final String PARAM = "@param ";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ ([^}]*)}");

    /** @param text the comment as the compiler gives it: without stars, or {@code null} when there is none */
    static DocComment parse(@Nullable String text) {
        Map<String, StringBuilder> params = new LinkedHashMap<>();
        StringBuilder summary = new StringBuilder();
        StringBuilder current = summary;
        for (String raw : text == null ? new String[0] : text.split("\n")) {
            String line = raw.strip();
            if (line.startsWith(PARAM)) {
                String[] parts = SPACE.split(line.substring(PARAM.length()).strip(), 2);
                current = new StringBuilder(parts.length == 1 ? "" : parts[1]);
                params.put(parts[0], current);
            } else if (line.startsWith("@") || (current == summary && endsParagraph(line, summary))) {
                current = new StringBuilder(); // nobody asks for it
            } else {
                current.append(' ').append(line);
            }
        }
        Map<String, String> folded = new LinkedHashMap<>();
        params.forEach((name, sentence) -> folded.put(name, plain(sentence)));
        return new DocComment(plain(summary), folded);
    }

    private static boolean endsParagraph(String line, CharSequence before) {
        return line.startsWith("<p>") || (line.isEmpty() && !before.isEmpty());
    }

    private static String plain(CharSequence text) {
        return SPACE.matcher(INLINE_TAG.matcher(text).replaceAll("$1"))
                .replaceAll(" ")
                .strip();
    }
}
