package io.gantry.controllers.job;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Sets of completion indexes, and their form in a Job's status: {@code 0,2-4,7}. */
final class Indexes {
    private Indexes() {}

    /** What does not name indexes below {@code limit} is left out. */
    static BitSet parse(@Nullable String text, int limit) {
        BitSet set = new BitSet();
        if (text == null || text.isEmpty()) {
            return set;
        }
        for (String part : text.split(",")) {
            int dash = part.indexOf('-');
            try {
                int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
                int to = dash < 0 ? from : Integer.parseInt(part.substring(dash + 1));
                if (from >= 0 && from <= to && from < limit) {
                    set.set(from, Math.min(to, limit - 1) + 1);
                }
            } catch (NumberFormatException e) {
                return set; // not written by us: count what was readable, the pods are looked at anyway
            }
        }
        return set;
    }

    static String format(BitSet set) {
        StringBuilder text = new StringBuilder();
        for (int from = set.nextSetBit(0); from >= 0; ) {
            int to = set.nextClearBit(from) - 1;
            text.append(text.isEmpty() ? "" : ",").append(from);
            if (to > from) {
                // Two in a row are written as two.
                text.append(to == from + 1 ? ',' : '-').append(to);
            }
            from = set.nextSetBit(to + 1);
        }
        return text.toString();
    }

    static BitSet union(BitSet one, BitSet other) {
        BitSet result = (BitSet) one.clone();
        result.or(other);
        return result;
    }
}
