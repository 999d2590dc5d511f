package io.gantry.server.cel;

import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.Timestamp;
import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.gantry.api.status.GoText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code format} of cel-go's strings extension, in the version that Kubernetes has: {@code %s}, {@code %d}, {@code %f}, {@code
 * %e}, {@code %b}, {@code %x}, {@code %X}, {@code %o} and {@code %%}, with numbers as they are written in America. What is wrong
 * is thrown as an {@link IllegalArgumentException} with cel-go's words. For one text.
 */
final class Formatting {
    private static final int DEFAULT_PRECISION = 6;

    /** No number has more digits behind the point that say anything. */
    private static final int MAX_PRECISION = 1_100;

    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private final String text;
    private final List<?> arguments;
    private final StringBuilder result = new StringBuilder();
    private int at;
    private int used;

    private Formatting(String text, List<?> arguments) {
        this.text = text;
        this.arguments = arguments;
    }

    static String format(String text, List<?> arguments) {
        Formatting formatting = new Formatting(text, arguments);
        formatting.run();
        return formatting.result.toString();
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '%') {
                result.append(c);
            } else if (at < text.length() && text.charAt(at) == '%') {
                result.append('%');
                at++;
            } else {
                clause();
            }
        }
    }

    private void clause() {
        if (used >= arguments.size()) {
            throw new IllegalArgumentException("index " + used + " out of range");
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("unexpected end of string");
        }
        Object argument = arguments.get(used++);
        int precision = precision();
        char verb = text.charAt(at++);
        result.append(
                switch (verb) {
                    case 's' -> string(argument);
                    case 'd' -> decimal(argument);
                    case 'f' -> fixed(argument, precision);
                    case 'e' -> scientific(argument, precision);
                    case 'b' -> binary(argument);
                    case 'x' -> hex(argument);
                    case 'X' -> hex(argument).toUpperCase(Locale.ROOT);
                    case 'o' -> octal(argument);
                    default ->
                        throw new IllegalArgumentException(
                                "could not parse formatting clause: unrecognized formatting clause \"" + verb + "\"");
                });
    }

    /** Reads what stands behind a percent sign, and throws if nothing can be written that way. */
    static void verb(String clause) {
        Formatting formatting = new Formatting(clause, List.of());
        formatting.precision();
        char verb = clause.charAt(formatting.at);
        if ("sdfebxXo".indexOf(verb) < 0) {
            throw new IllegalArgumentException(
                    "could not parse formatting clause: unrecognized formatting clause \"" + verb + "\"");
        }
    }

    /** What a clause can be used on. */
    static String demand(char verb) {
        return switch (verb) {
            case 'd' -> "decimal clause can only be used on integers";
            case 'f' -> "fixed-point clause can only be used on doubles";
            case 'e' -> "scientific clause can only be used on doubles";
            case 'b' -> "only integers and bools can be formatted as binary";
            case 'x', 'X' -> "only integers, byte buffers, and strings can be formatted as hex";
            case 'o' -> "octal clause can only be used on integers";
            default ->
                "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations,"
                        + " and timestamps";
        };
    }

    private int precision() {
        if (text.charAt(at) != '.') {
            return DEFAULT_PRECISION;
        }
        int begin = ++at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(begin, at);
        String problem = "could not parse formatting clause: error while parsing precision: ";
        if (at >= text.length()) {
            throw new IllegalArgumentException(problem + "could not find end of precision specifier");
        }
        if (digits.isEmpty()) {
            throw new IllegalArgumentException(problem
                    + "error while converting precision to integer: strconv.Atoi: parsing \"\": invalid syntax");
        }
        return digits.length() > 4 ? MAX_PRECISION : Math.min(Integer.parseInt(digits), MAX_PRECISION);
    }

    private static IllegalArgumentException unfit(char verb, @Nullable Object value) {
        return new IllegalArgumentException(
                "error during formatting: " + demand(verb) + ", was given " + TypeNames.ofValue(value));
    }

    private static String string(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(Formatting::within).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> map(map);
            case Double number -> GoText.number(number);
            case String plain -> plain;
            case CelByteString bytes -> new String(bytes.toByteArray(), StandardCharsets.UTF_8);
            case NullValue nothing -> "null";
            case TypeType type -> type.containingTypeName();
            case CelType type -> type.name();
            case Duration duration -> seconds(duration);
            case Timestamp time ->
                Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
            case Long number -> number.toString();
            case UnsignedLong number -> number.toString();
            case Boolean flag -> flag.toString();
            case Instant time -> time.toString();
            case null, default -> throw unfit('s', value);
        };
    }

    /** As {@code string} of a duration has it. */
    private static String seconds(Duration duration) {
        String plain = duration.getNano() == 0
                ? Long.toString(duration.getSeconds())
                : new BigDecimal(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9))
                        .stripTrailingZeros()
                        .toPlainString();
        return plain + "s";
    }

    /** A value in a list or map, as an expression would write it. */
    private static String within(@Nullable Object value) {
        return switch (value) {
            case String plain -> GoText.quoted(plain);
            case CelByteString bytes -> "b" + GoText.quoted(string(bytes));
            case Double number when number.isNaN() || number.isInfinite() -> GoText.quoted(GoText.number(number));
            case Double number -> rounded(number, DEFAULT_PRECISION).toPlainString();
            case Duration duration -> "duration(" + GoText.quoted(string(duration)) + ")";
            case Instant time -> "timestamp(" + GoText.quoted(string(time)) + ")";
            case Timestamp time -> "timestamp(" + GoText.quoted(string(time)) + ")";
            case null, default -> string(value);
        };
    }

    private static String map(Map<?, ?> map) {
        Map<String, String> entries = new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String
                    || key instanceof Boolean
                    || key instanceof Long
                    || key instanceof UnsignedLong)) {
                throw new IllegalArgumentException(
                        "error during formatting: no formatting function for map key of type "
                                + TypeNames.ofValue(key));
            }
            entries.put(within(key), within(value));
        });
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String decimal(@Nullable Object value) {
        return switch (value) {
            case Long number -> number.toString();
            case UnsignedLong number -> number.toString();
            case null, default -> throw unfit('d', value);
        };
    }

    private static double number(@Nullable Object value, char verb) {
        return switch (value) {
            case Double number -> number;
            case String plain when plain.equals("NaN") -> Double.NaN;
            case String plain when plain.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String plain when plain.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            case null, default -> throw unfit(verb, value);
        };
    }

    private static @Nullable String special(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? (number < 0 ? "-\u221e" : "\u221e") : null;
    }

    private static String fixed(@Nullable Object value, int precision) {
        double number = number(value, 'f');
        String special = special(number);
        return special != null
                ? special
                : String.format(Locale.US, "%,." + precision + "f", rounded(number, precision));
    }

    /** As Go rounds: what lies in the middle goes to the even digit. */
    private static BigDecimal rounded(double number, int precision) {
        return new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN);
    }

    private static String scientific(@Nullable Object value, int precision) {
        double number = number(value, 'e');
        String special = special(number);
        if (special != null) {
            return special;
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        String plain = String.format(Locale.ROOT, "%." + precision + "e", rounded);
        int e = plain.indexOf('e');
        StringBuilder power = new StringBuilder();
        plain.substring(e + 1)
                .chars()
                .filter(c -> c != '+')
                .forEach(c -> power.append(c == '-' ? '\u207b' : SUPERSCRIPTS.charAt(c - '0')));
        return plain.substring(0, e) + "\u202f\u00d7\u202f10" + power;
    }

    private static String radix(long number, int radix) {
        return number < 0 ? "-" + Long.toUnsignedString(-number, radix) : Long.toString(number, radix);
    }

    private static String binary(@Nullable Object value) {
        return switch (value) {
            case Long number -> radix(number, 2);
            case UnsignedLong number -> number.toString(2);
            case Boolean flag -> flag ? "1" : "0";
            case null, default -> throw unfit('b', value);
        };
    }

    private static String hex(@Nullable Object value) {
        return switch (value) {
            case Long number -> radix(number, 16);
            case UnsignedLong number -> number.toString(16);
            case String plain -> HexFormat.of().formatHex(plain.getBytes(StandardCharsets.UTF_8));
            case CelByteString bytes -> HexFormat.of().formatHex(bytes.toByteArray());
            case null, default -> throw unfit('x', value);
        };
    }

    private static String octal(@Nullable Object value) {
        return switch (value) {
            case Long number -> radix(number, 8);
            case UnsignedLong number -> number.toString(8);
            case null, default -> throw unfit('o', value);
        };
    }
}
