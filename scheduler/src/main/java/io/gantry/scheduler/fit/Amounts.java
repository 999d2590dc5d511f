package io.gantry.scheduler.fit;

import io.gantry.api.types.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/**
 * Amounts of resources as plain numbers. Immutable. Sums stop at the largest number instead of turning negative, so that a
 * pod that asks for the impossible does not seem to ask for nothing.
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
                sum(milliCpu, more.milliCpu),
                sum(memory, more.memory),
                sum(storage, more.storage),
                merge(more, Amounts::sum));
    }

    public Amounts minus(Amounts less) {
        return new Amounts(
                milliCpu - less.milliCpu,
                memory - less.memory,
                storage - less.storage,
                merge(less, (has, amount) -> has - amount));
    }

    /** The larger of each. */
    public Amounts max(Amounts other) {
        return new Amounts(
                Math.max(milliCpu, other.milliCpu),
                Math.max(memory, other.memory),
                Math.max(storage, other.storage),
                merge(other, Math::max));
    }

    /** Whether it is less of something. */
    public boolean shrunkFrom(Amounts before) {
        return milliCpu < before.milliCpu
                || memory < before.memory
                || storage < before.storage
                || before.others.entrySet().stream()
                        .anyMatch(other -> others.getOrDefault(other.getKey(), 0L) < other.getValue());
    }

    /** Whether no number has reached the largest: only then can something be taken away from a sum again. */
    boolean exact() {
        return milliCpu != Long.MAX_VALUE
                && memory != Long.MAX_VALUE
                && storage != Long.MAX_VALUE
                && !others.containsValue(Long.MAX_VALUE);
    }

    /** Of two amounts that are not negative. */
    public static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private Map<String, Long> merge(Amounts other, LongBinaryOperator operator) {
        if (other.others.isEmpty()) {
            return others;
        }
        Map<String, Long> result = new HashMap<>(others);
        other.others.forEach(
                (name, amount) -> result.put(name, operator.applyAsLong(result.getOrDefault(name, 0L), amount)));
        result.values().removeIf(amount -> amount == 0);
        return result;
    }
}
