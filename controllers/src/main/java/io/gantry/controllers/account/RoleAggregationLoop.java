package io.gantry.controllers.account;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.rbac.v1.AggregationRule;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleType;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.Selectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A ClusterRole that aggregates has the rules of those that its selectors take, and no others. */
public final class RoleAggregationLoop {
    private final Context context;
    private final Informer<ClusterRole> roles;

    private RoleAggregationLoop(Context context) {
        this.context = context;
        roles = context.informer(ClusterRoleType.KIND);
    }

    public static Loop create(Context context) {
        var loop = new RoleAggregationLoop(context);
        Controller controller = context.controller("clusterrole-aggregation-controller", 1, loop::reconcile);
        // Any role may have begun or ceased to be part of any other.
        loop.roles.addHandler((before, after) -> loop.roles.reader().list("").stream()
                .filter(role -> role.aggregationRule() != null)
                .forEach(controller::enqueue));
        return controller;
    }

    private Outcome reconcile(ObjectKey key) {
        ClusterRole role = roles.reader().get("", key.name());
        if (role == null || role.aggregationRule() == null || role.metadata().deletionTimestamp() != null) {
            return Outcome.DONE;
        }
        Set<PolicyRule> wanted =
                aggregated(role, role.aggregationRule(), roles.reader().list(""));
        if (!wanted.equals(new HashSet<>(role.rules()))) {
            context.client()
                    .update(
                            ClusterRoleType.KIND,
                            new ClusterRole(role.metadata(), List.copyOf(wanted), role.aggregationRule()),
                            WriteOptions.DEFAULT);
        }
        return Outcome.DONE;
    }

    /** In the order of the selectors, then of the roles' names. */
    private static Set<PolicyRule> aggregated(ClusterRole role, AggregationRule aggregation, List<ClusterRole> all) {
        List<ClusterRole> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(ClusterRole::name));
        Set<PolicyRule> rules = new LinkedHashSet<>();
        for (LabelSelector selector : aggregation.clusterRoleSelectors()) {
            for (ClusterRole each : sorted) {
                if (!each.name().equals(role.name())
                        && Selectors.matches(selector, each.metadata().labels())) {
                    rules.addAll(each.rules());
                }
            }
        }
        return rules;
    }
}
