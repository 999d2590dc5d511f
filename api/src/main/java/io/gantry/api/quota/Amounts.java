package io.gantry.api.quota;

import io.gantry.api.types.Quantity;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Arithmetic on amounts by the names of resources. */
public final class Amounts {
    private Amounts() {}

    /** The sum of each resource that either has. */
    public static Map<String, Quantity> add(Map<String, Quantity> one, Map<String, Quantity> other) {
        Map<String, Quantity> sum = new TreeMap<>(one);
        addTo(sum, other);
        return sum;
    }

    static void addTo(Map<String, Quantity> sum, Map<String, Quantity> more) {
        more.forEach((name, amount) -> sum.merge(name, amount, Quantity::add));
    }

    static void maxTo(Map<String, Quantity> result, Map<String, Quantity> other) {
        other.forEach((name, amount) -> result.merge(name, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    }

    /** How much each resource of the first grew over the second; what shrank counts as zero. */
    public static Map<String, Quantity> growth(Map<String, Quantity> now, Map<String, Quantity> before) {
        Map<String, Quantity> growth = new TreeMap<>();
        now.forEach((name, amount) -> {
            Quantity difference = amount.subtract(before.getOrDefault(name, Quantity.ZERO));
            growth.put(name, difference.signum() < 0 ? Quantity.ZERO : difference);
        });
        return growth;
    }

    /** Only the resources with these names. */
    public static Map<String, Quantity> only(Map<String, Quantity> amounts, Collection<String> names) {
        Map<String, Quantity> result = new TreeMap<>(amounts);
        result.keySet().retainAll(names);
        return result;
    }

    /** Whether both have the same resources with the same numbers, however these are written. */
    public static boolean same(Map<String, Quantity> one, Map<String, Quantity> other) {
        if (!one.keySet().equals(other.keySet())) {
            return false;
        }
        for (Map.Entry<String, Quantity> entry : one.entrySet()) {
            Quantity amount = other.get(entry.getKey());
            if (amount == null || amount.compareTo(entry.getValue()) != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code name=amount,name=amount} in the order of the names. */
    public static String text(Map<String, Quantity> amounts) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(amounts)
                .forEach((name, amount) -> text.append(text.isEmpty() ? "" : ",")
                        .append(name)
                        .append('=')
                        .append(amount));
        return text.toString();
    }
}
