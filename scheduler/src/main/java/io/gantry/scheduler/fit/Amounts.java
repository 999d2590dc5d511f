package io.gantry.scheduler.fit;

import io.gantry.api.types.Quantity;
import java.util.HashMap;
import java.util.Map;

/**
 * Amounts of resources as plain numbers. Immutable.
 *
 * @param milliCpu thousandths of a core
 * @param memory bytes
 * @param storage bytes of ephemeral storage
 * @param others extended resources and huge pages, whole units
 */
public record Amounts(long milliCpu, long memory, long storage, Map<String, Long> others) {
    public static final Amounts NONE = new Amounts(0, 0, 0, Map.of());

    public Amounts {
        others = Map.copyOf(others);
    }

    /** Quantities by resource name; {@code pods} is counted elsewhere. */
    public static Amounts of(Map<String, Quantity> quantities) {
        long cpu = 0;
        long memory = 0;
        long storage = 0;
        Map<String, Long> others = new HashMap<>();
        for (Map.Entry<String, Quantity> entry : quantities.entrySet()) {
            switch (entry.getKey()) {
                case "cpu" -> cpu = entry.getValue().milliValue();
                case "memory" -> memory = entry.getValue().value();
                case "ephemeral-storage" -> storage = entry.getValue().value();
                case "pods" -> {}
                default -> others.put(entry.getKey(), entry.getValue().value());
            }
        }
        return new Amounts(cpu, memory, storage, others);
    }

    public Amounts plus(Amounts more) {
        return new Amounts(
                milliCpu + more.milliCpu, memory + more.memory, storage + more.storage, merge(more, 1, false));
    }

    public Amounts minus(Amounts less) {
        return new Amounts(
                milliCpu - less.milliCpu, memory - less.memory, storage - less.storage, merge(less, -1, false));
    }

    /** The larger of each. */
    public Amounts max(Amounts other) {
        return new Amounts(
                Math.max(milliCpu, other.milliCpu),
                Math.max(memory, other.memory),
                Math.max(storage, other.storage),
                merge(other, 1, true));
    }

    private Map<String, Long> merge(Amounts other, int sign, boolean max) {
        if (other.others.isEmpty()) {
            return others;
        }
        Map<String, Long> result = new HashMap<>(others);
        other.others.forEach((name, amount) -> result.merge(name, sign * amount, max ? Math::max : Long::sum));
        result.values().removeIf(amount -> amount == 0);
        return result;
    }
}
