package io.gantry.network.dns;

/** IPv6 addresses as RFC 5952 writes them and the API stores them: lower case, the longest run of zeros as {@code ::}. */
final class Canonical {
    private Canonical() {}

    /** @param full eight groups with colons, as the JDK writes them */
    static String ipv6(String full) {
        var groups = full.split(":");
        int bestAt = -1;
        int best = 1;
        for (int i = 0; i < groups.length; ) {
            int end = i;
            while (end < groups.length && groups[end].equals("0")) {
                end++;
            }
            if (end - i > best) {
                best = end - i;
                bestAt = i;
            }
            i = Math.max(end, i + 1);
        }
        if (bestAt < 0) {
            return full;
        }
        return String.join(":", java.util.Arrays.copyOfRange(groups, 0, bestAt)) + "::"
                + String.join(":", java.util.Arrays.copyOfRange(groups, bestAt + best, groups.length));
    }
}
