package io.gantry.api.codec;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted YAML scalar means: YAML 1.1 as go-yaml v2 reads it, which Kubernetes uses. {@code yes} and {@code on}
 * are booleans, {@code 0644} is octal; what looks like a time stays a text, but is quoted when written.
 */
final class YamlScalars {
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]+)?[ \\t]*(Z|[-+][0-9:]+)?)?");
    private static final Object NULL = new Object();
    private static final Map<String, Object> WORDS = new HashMap<>();

    static {
        for (String word : new String[] {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"}) {
            WORDS.put(word, true);
        }
        for (String word : new String[] {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"}) {
            WORDS.put(word, false);
        }
        for (String word : new String[] {"", "~", "null", "Null", "NULL"}) {
            WORDS.put(word, NULL);
        }
        for (String word : new String[] {".nan", ".NaN", ".NAN"}) {
            WORDS.put(word, Double.NaN);
        }
        for (String word : new String[] {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"}) {
            WORDS.put(word, Double.POSITIVE_INFINITY);
        }
        for (String word : new String[] {"-.inf", "-.Inf", "-.INF"}) {
            WORDS.put(word, Double.NEGATIVE_INFINITY);
        }
    }

    private YamlScalars() {}

    /** A text, Long, Double, Boolean or null. */
    static @Nullable Object resolve(String plain) {
        Object word = WORDS.get(plain);
        if (word != null) {
            return word == NULL ? null : word;
        }
        char first = plain.charAt(0);
        if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
            return plain;
        }
        Object number = number(plain);
        return number == null ? plain : number;
    }

    private static @Nullable Object number(String plain) {
        if (plain.length() > 400) {
            return null;
        }
        String digits = plain.replace("_", "");
        Long integer = integer(digits);
        if (integer != null) {
            return integer;
        }
        if (FLOAT.matcher(digits).matches()) {
            double number = Double.parseDouble(digits);
            return Double.isInfinite(number) ? null : number;
        }
        return null;
    }

    private static @Nullable Long integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            boolean letter = "xXbBoO".indexOf(digits.charAt(1)) >= 0;
            digits = digits.substring(letter ? 2 : 1);
        }
        if (digits.isEmpty() || !Character.isLetterOrDigit(digits.charAt(0))) {
            return null;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) >= 0x80 || Character.digit(digits.charAt(i), radix) < 0) {
                return null;
            }
        }
        BigInteger number = new BigInteger(digits, radix);
        number = negative ? number.negate() : number;
        return number.bitLength() > 63 ? null : (Long) number.longValue();
    }

    /** The key whose value, when it is written without quotes, is merged into the map around it. */
    static final String MERGE = "<<";

    /** Whether a text, written without quotes, would be read as something else or look like it. */
    static boolean needsQuotes(String text) {
        return !(resolve(text) instanceof String)
                || text.equals(MERGE)
                || isBase60(text)
                || TIME.matcher(text).matches();
    }

    /**
     * Whether this looks like a number with digits between colons, such as {@code 1:30} or {@code -1:0:5.5}. Not by a
     * regular expression, as Java's recurse with each colon.
     */
    private static boolean isBase60(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (!isDigit(text, at)) {
            return false;
        }
        while (isDigit(text, at) || text.startsWith("_", at)) {
            at++;
        }
        int groups = 0;
        for (; text.startsWith(":", at); groups++) {
            at++;
            if (isDigit(text, at) && text.charAt(at) <= '5' && isDigit(text, at + 1)) {
                at++;
            }
            if (!isDigit(text, at)) {
                return false;
            }
            at++;
        }
        if (text.startsWith(".", at)) {
            at++;
            while (isDigit(text, at) || text.startsWith("_", at)) {
                at++;
            }
        }
        return groups > 0 && at == text.length();
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
