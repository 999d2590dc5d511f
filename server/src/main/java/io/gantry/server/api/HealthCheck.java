package io.gantry.server.api;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be well for the server to be well. Thread-safe.
 *
 * @param name as Kubernetes names it, such as {@code etcd}: what {@code ?exclude=} and {@code /readyz/NAME} say
 */
record HealthCheck(String name, Probe probe) {
    /** Looks now. */
    @FunctionalInterface
    interface Probe {
        /** What is wrong; {@code null} when nothing is. */
        @Nullable
        String problem();
    }

    /** That the server answers at all. */
    static HealthCheck ping() {
        return new HealthCheck("ping", () -> null);
    }

    /** That {@code good} holds; {@code problem} says what is wrong when it does not. */
    static HealthCheck that(String name, BooleanSupplier good, String problem) {
        return new HealthCheck(name, () -> good.getAsBoolean() ? null : problem);
    }
}
