package io.gantry.server.cel;

import com.google.common.primitives.UnsignedLong;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sums and orders of lists whose elements are of one type. Pure. */
final class ListMath {
    private ListMath() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // elements of one type compare with each other
    private static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y && a.getClass() != b.getClass()) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof Comparable left && a.getClass() == b.getClass()) {
            return left.compareTo(b);
        }
        throw new IllegalArgumentException("no such overload");
    }

    static boolean sorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    static Object extreme(List<?> list, String name) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException(name + " called on empty list");
        }
        Object best = list.getFirst();
        for (Object each : list) {
            int order = compare(each, best);
            if (name.equals("min") ? order < 0 : order > 0) {
                best = each;
            }
        }
        return best;
    }

    static Object sum(List<?> list) {
        if (list.isEmpty()) {
            return 0L;
        }
        Object sum = list.getFirst();
        for (int i = 1; i < list.size(); i++) {
            sum = add(sum, list.get(i));
        }
        return sum;
    }

    private static Object add(Object a, Object b) {
        try {
            if (a instanceof Long x && b instanceof Long y) {
                return Math.addExact(x, y);
            }
            if (a instanceof UnsignedLong x && b instanceof UnsignedLong y) {
                return x.plus(y);
            }
            if (a instanceof Duration x && b instanceof Duration y) {
                return x.plus(y);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("integer overflow", e);
        }
        if (a instanceof Double x && b instanceof Double y) {
            return x + y;
        }
        throw new IllegalArgumentException(a instanceof Instant ? "timestamps have no sum" : "no such overload");
    }

    static long indexOf(List<?> list, Object value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    static long lastIndexOf(List<?> list, Object value) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).equals(value)) {
                return i;
            }
        }
        return -1;
    }
}
