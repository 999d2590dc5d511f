package io.gantry.api.select;

import io.gantry.api.meta.v1.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions on labels, all of which must hold. Immutable. */
public final class LabelSelector implements Predicate<Map<String, String>> {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of(), false);
    public static final LabelSelector NOTHING = new LabelSelector(List.of(), true);

    private final List<Requirement> requirements;
    private final boolean nothing;

    private LabelSelector(List<Requirement> requirements, boolean nothing) {
        this.requirements = requirements;
        this.nothing = nothing;
    }

    /** Sorted by key, as Kubernetes writes them. */
    public static LabelSelector of(List<Requirement> requirements) {
        return requirements.isEmpty()
                ? EVERYTHING
                : new LabelSelector(
                        requirements.stream()
                                .sorted(Comparator.comparing(Requirement::key))
                                .toList(),
                        false);
    }

    /**
     * Reads the textual syntax: {@code a=b,c!=d,e in (f,g),h,!i}.
     *
     * @throws IllegalArgumentException with Kubernetes' message
     */
    public static LabelSelector parse(String text) {
        return of(LabelSelectorParser.parse(text));
    }

    /** Labels that must all be there with these values. */
    public static LabelSelector ofMap(Map<String, String> labels) {
        List<Requirement> requirements = new ArrayList<>();
        labels.forEach(
                (key, value) -> requirements.add(new Requirement(key, Requirement.Operator.EQUALS, List.of(value))));
        return of(requirements);
    }

    /**
     * The selector of an API object: absent it selects nothing, empty it selects everything.
     *
     * @throws IllegalArgumentException with Kubernetes' message
     */
    public static LabelSelector of(io.gantry.api.meta.v1.@Nullable LabelSelector selector) {
        if (selector == null) {
            return NOTHING;
        }
        List<Requirement> requirements = new ArrayList<>();
        selector.matchLabels()
                .forEach((key, value) ->
                        requirements.add(new Requirement(key, Requirement.Operator.EQUALS, List.of(value))));
        for (LabelSelectorRequirement expression : selector.matchExpressions()) {
            Requirement.Operator operator = switch (expression.operator()) {
                case "In" -> Requirement.Operator.IN;
                case "NotIn" -> Requirement.Operator.NOT_IN;
                case "Exists" -> Requirement.Operator.EXISTS;
                case "DoesNotExist" -> Requirement.Operator.DOES_NOT_EXIST;
                default ->
                    throw new IllegalArgumentException(
                            "\"" + expression.operator() + "\" is not a valid label selector operator");
            };
            requirements.add(new Requirement(expression.key(), operator, expression.values()));
        }
        return of(requirements);
    }

    public boolean matches(Map<String, String> labels) {
        for (int i = 0; i < requirements.size(); i++) {
            if (!requirements.get(i).matches(labels)) {
                return false;
            }
        }
        return !nothing;
    }

    @Override
    public boolean test(Map<String, String> labels) {
        return matches(labels);
    }

    /** The conditions; none also for {@link #NOTHING}. */
    public List<Requirement> requirements() {
        return requirements;
    }

    public boolean isEverything() {
        return !nothing && requirements.isEmpty();
    }

    public boolean isNothing() {
        return nothing;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelSelector that && nothing == that.nothing && requirements.equals(that.requirements);
    }

    @Override
    public int hashCode() {
        return requirements.hashCode() + (nothing ? 1 : 0);
    }

    /** The textual syntax; empty for everything and for nothing. */
    @Override
    public String toString() {
        return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
    }
}
