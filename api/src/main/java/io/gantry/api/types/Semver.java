package io.gantry.api.types;

import java.math.BigInteger;
import java.util.List;

/** A version after semver.org 2.0.0; build metadata has no say in the order. Immutable. */
public record Semver(long major, long minor, long patch, List<String> pre) implements Comparable<Semver> {
    public Semver {
        pre = List.copyOf(pre);
    }

    /**
     * Reads a version, in time that grows with the length of the text and no faster.
     *
     * @param lenient takes a leading v, missing parts and leading zeros
     * @throws IllegalArgumentException when it is none
     */
    public static Semver parse(String text, boolean lenient) {
        String exact = lenient ? normalized(text) : text;
        int plus = exact.indexOf('+');
        String version = plus < 0 ? exact : exact.substring(0, plus);
        int dash = version.indexOf('-');
        String[] numbers = (dash < 0 ? version : version.substring(0, dash)).split("\\.", -1);
        List<String> pre = dash < 0 ? List.of() : words(version.substring(dash + 1));
        List<String> build = plus < 0 ? List.of() : words(exact.substring(plus + 1));
        if (numbers.length != 3
                || !pre.stream().allMatch(word -> isWord(word) && (!isDigits(word) || isNumber(word)))
                || !build.stream().allMatch(Semver::isWord)) {
            throw malformed(text);
        }
        return new Semver(number(numbers[0], text), number(numbers[1], text), number(numbers[2], text), pre);
    }

    /** Whether {@link #parse} reads the text. */
    public static boolean is(String text, boolean lenient) {
        try {
            parse(text, lenient);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\.", -1));
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("Semver parse error during conversion from string: " + text);
    }

    private static long number(String digits, String text) {
        if (!isNumber(digits)) {
            throw malformed(text);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(malformed(text).getMessage(), e);
        }
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && isDigits(text) && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-');
    }

    private static String normalized(String text) {
        String plain = text.startsWith("v") ? text.substring(1) : text;
        int end = 0;
        while (end < plain.length() && plain.charAt(end) != '-' && plain.charAt(end) != '+') {
            end++;
        }
        String[] parts = plain.substring(0, end).split("\\.", -1);
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < Math.max(3, parts.length); i++) {
            String part = i < parts.length ? parts[i].replaceFirst("^0+(?=\\d)", "") : "0";
            numbers.append(i == 0 ? "" : ".").append(part);
        }
        return numbers + plain.substring(end);
    }

    @Override
    public int compareTo(Semver other) {
        int order = Long.compare(major, other.major);
        order = order == 0 ? Long.compare(minor, other.minor) : order;
        order = order == 0 ? Long.compare(patch, other.patch) : order;
        if (order != 0 || pre.isEmpty() || other.pre.isEmpty()) {
            return order != 0 ? order : Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
        }
        for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
            order = compareWords(pre.get(i), other.pre.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pre.size(), other.pre.size());
    }

    private static int compareWords(String a, String b) {
        boolean left = isDigits(a);
        boolean right = isDigits(b);
        if (left && right) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return left == right ? Integer.signum(a.compareTo(b)) : left ? -1 : 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Semver that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return (int) (major * 31 * 31 + minor * 31 + patch) + pre.hashCode();
    }
}
