package io.gantry.server.metrics;

import java.util.List;

/** What a request says of dry runs. */
public enum DryRun {
    NONE(""),
    ALL("All"),
    INVALID("invalid");

    private final String label;

    DryRun(String label) {
        this.label = label;
    }

    /** @param values of the parameter {@code dryRun}; empty when it is not there */
    public static DryRun of(List<String> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        return values.stream().allMatch("All"::equals) ? ALL : INVALID;
    }

    String label() {
        return label;
    }
}
