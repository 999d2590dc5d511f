package io.gantry.server.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.List;

/** A version after semver.org 2.0.0; build metadata has no say in the order. Immutable. */
record Semver(long major, long minor, long patch, List<String> pre) implements Comparable<Semver> {
    private static final String NUMBER = "(0|[1-9]\\d*)";
    private static final String WORD = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final Pattern FORM = Pattern.compile("^" + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + WORD
            + "(?:\\." + WORD + ")*))?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?$");

    /**
     * @param lenient takes a leading v, missing parts and leading zeros
     * @throws IllegalArgumentException when it is none
     */
    static Semver parse(String text, boolean lenient) {
        Matcher matcher = FORM.matcher(lenient ? normalized(text) : text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("Semver parse error during conversion from string: " + text);
        }
        try {
            String pre = matcher.group(4);
            return new Semver(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    pre == null ? List.of() : List.of(pre.split("\\.", -1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Semver parse error during conversion from string: " + text, e);
        }
    }

    static boolean is(String text, boolean lenient) {
        try {
            parse(text, lenient);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
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
            order = words(pre.get(i), other.pre.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pre.size(), other.pre.size());
    }

    private static int words(String a, String b) {
        boolean left = a.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean right = b.chars().allMatch(c -> c >= '0' && c <= '9');
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
