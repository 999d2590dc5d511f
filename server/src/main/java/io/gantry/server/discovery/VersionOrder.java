package io.gantry.server.discovery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of API versions, best first: stable before beta before alpha, higher numbers first, names of another form last
 * and by text. This is {@code CompareKubeAwareVersionStrings} of apimachinery.
 */
public final class VersionOrder {
    private static final Pattern FORM = Pattern.compile("v([1-9][0-9]*)(?:(alpha|beta)([1-9][0-9]*))?");

    private VersionOrder() {}

    public static int compare(String a, String b) {
        Matcher left = FORM.matcher(a);
        Matcher right = FORM.matcher(b);
        boolean leftFits = left.matches();
        boolean rightFits = right.matches();
        if (!leftFits || !rightFits) {
            return leftFits == rightFits ? a.compareTo(b) : leftFits ? -1 : 1;
        }
        int order = Integer.compare(stability(left), stability(right));
        if (order == 0) {
            order = Integer.compare(number(right.group(1)), number(left.group(1)));
        }
        if (order == 0) {
            order = Integer.compare(number(right.group(3)), number(left.group(3)));
        }
        return order;
    }

    private static int stability(Matcher version) {
        String word = version.group(2);
        return word == null ? 0 : word.equals("beta") ? 1 : 2;
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
