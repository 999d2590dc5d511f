package io.gantry.server.table;

import io.gantry.api.Kind;
import io.gantry.api.core.v1.ResourceQuota;
import io.gantry.api.core.v1.ResourceQuotaType;
import io.gantry.api.node.v1.RuntimeClass;
import io.gantry.api.node.v1.RuntimeClassType;
import io.gantry.api.policy.v1.PodDisruptionBudget;
import io.gantry.api.policy.v1.PodDisruptionBudgetType;
import io.gantry.api.scheduling.v1.PriorityClass;
import io.gantry.api.scheduling.v1.PriorityClassType;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Budgets, quotas and priorities. */
final class PolicyTables {
    private PolicyTables() {}

    static void addTo(Map<Kind<?>, TableKind<?>> kinds) {
        kinds.put(
                PodDisruptionBudgetType.KIND,
                new TableKind<PodDisruptionBudget>(
                        List.of(
                                Column.of("Name"),
                                Column.of("Min Available"),
                                Column.of("Max Unavailable"),
                                Column.number("Allowed Disruptions"),
                                Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(),
                                object.spec().minAvailable() == null
                                        ? "N/A"
                                        : object.spec().minAvailable().toString(),
                                object.spec().maxUnavailable() == null
                                        ? "N/A"
                                        : object.spec().maxUnavailable().toString(),
                                Objects.requireNonNullElse(object.status().disruptionsAllowed(), 0),
                                Cells.age(object, now))));
        kinds.put(
                ResourceQuotaType.KIND,
                new TableKind<ResourceQuota>(
                        List.of(Column.of("Name"), Column.of("Request"), Column.of("Limit"), Column.of("Age")),
                        (object, now) -> List.of(
                                object.name(), quota(object, false), quota(object, true), Cells.age(object, now))));
        kinds.put(
                PriorityClassType.KIND,
                new TableKind<PriorityClass>(
                        List.of(
                                Column.of("Name"),
                                Column.number("Value"),
                                Column.truth("Global-Default"),
                                Column.of("Age"),
                                Column.of("PreemptionPolicy")),
                        (object, now) -> List.of(
                                object.name(),
                                object.value(),
                                Boolean.TRUE.equals(object.globalDefault()),
                                Cells.age(object, now),
                                Cells.text(object.preemptionPolicy(), ""))));
        kinds.put(
                RuntimeClassType.KIND,
                new TableKind<RuntimeClass>(
                        List.of(Column.of("Name"), Column.of("Handler"), Column.of("Age")),
                        (object, now) -> List.of(object.name(), object.handler(), Cells.age(object, now))));
    }

    private static String quota(ResourceQuota quota, boolean limits) {
        Map<String, Quantity> used = quota.status().used();
        return new TreeMap<>(quota.status().hard())
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("limits.") == limits)
                        .map(entry -> entry.getKey() + ": " + used.getOrDefault(entry.getKey(), Quantity.ZERO) + "/"
                                + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
