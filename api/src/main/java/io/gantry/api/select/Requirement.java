package io.gantry.api.select;

import io.gantry.api.names.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One condition on a label. Immutable.
 *
 * @param values sorted and without duplicates
 */
public record Requirement(String key, Operator operator, List<String> values) {
    /** How the label is compared. */
    public enum Operator {
        EQUALS,
        NOT_EQUALS,
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GREATER_THAN,
        LESS_THAN
    }

    /** @throws IllegalArgumentException with Kubernetes' message */
    public Requirement {
        values = List.copyOf(new TreeSet<>(values));
        List<String> errors = new ArrayList<>();
        List<String> keyErrors = Names.qualifiedName(key);
        if (!keyErrors.isEmpty()) {
            errors.add("key: Invalid value: \"" + key + "\": " + String.join("; ", keyErrors));
        }
        switch (operator) {
            case IN, NOT_IN -> {
                if (values.isEmpty()) {
                    errors.add("values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty");
                }
            }
            case EQUALS, NOT_EQUALS -> {
                if (values.size() != 1) {
                    errors.add("values: Invalid value: " + values + ": exact-match compatibility requires one single"
                            + " value");
                }
            }
            case EXISTS, DOES_NOT_EXIST -> {
                if (!values.isEmpty()) {
                    errors.add("values: Invalid value: " + values + ": values set must be empty for exists and does"
                            + " not exist");
                }
            }
            case GREATER_THAN, LESS_THAN -> {
                if (values.size() != 1) {
                    errors.add("values: Invalid value: " + values + ": for 'Gt', 'Lt' operators, exactly one value is"
                            + " required");
                }
                for (int i = 0; i < values.size(); i++) {
                    if (integer(values.get(i)) == null) {
                        errors.add("values[" + i + "]: Invalid value: \"" + values.get(i)
                                + "\": for 'Gt', 'Lt' operators, the value must be an integer");
                    }
                }
            }
        }
        for (int i = 0; i < values.size(); i++) {
            List<String> valueErrors = Names.labelValue(values.get(i));
            if (!valueErrors.isEmpty()) {
                errors.add("values[" + i + "][" + key + "]: Invalid value: \"" + values.get(i) + "\": "
                        + String.join("; ", valueErrors));
            }
        }
        if (errors.size() == 1) {
            throw new IllegalArgumentException(errors.getFirst());
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("[" + String.join(", ", errors) + "]");
        }
    }

    private static @Nullable Long integer(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case EQUALS, IN -> value != null && values.contains(value);
            case NOT_EQUALS, NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER_THAN, LESS_THAN -> {
                Long given = value == null ? null : integer(value);
                Long bound = integer(values.getFirst());
                yield given != null
                        && bound != null
                        && (operator == Operator.GREATER_THAN ? given > bound : given < bound);
            }
        };
    }

    /** The condition in the syntax of selectors. */
    @Override
    public String toString() {
        return switch (operator) {
            case EQUALS -> key + "=" + values.getFirst();
            case NOT_EQUALS -> key + "!=" + values.getFirst();
            case IN -> key + " in (" + String.join(",", values) + ")";
            case NOT_IN -> key + " notin (" + String.join(",", values) + ")";
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case GREATER_THAN -> key + ">" + values.getFirst();
            case LESS_THAN -> key + "<" + values.getFirst();
        };
    }
}
