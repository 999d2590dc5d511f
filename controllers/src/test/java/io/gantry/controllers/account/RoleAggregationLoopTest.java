package io.gantry.controllers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.LabelSelectorBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.rbac.v1.AggregationRule;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleType;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.SimCluster;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoleAggregationLoopTest {
    private final SimCluster cluster = new SimCluster(context -> List.of(RoleAggregationLoop.create(context)));

    private static PolicyRule may(String verb) {
        return new PolicyRule(List.of(verb), List.of(""), List.of("pods"), List.of(), List.of());
    }

    private void create(String name, Map<String, String> labels, @Nullable String takes, PolicyRule... rules) {
        AggregationRule aggregation = takes == null
                ? null
                : new AggregationRule(List.of(LabelSelectorBuilder.of()
                        .matchLabels(Map.of(takes, "true"))
                        .build()));
        cluster.client.create(
                ClusterRoleType.KIND,
                new ClusterRole(ObjectMetaBuilder.of().name(name).labels(labels).build(), List.of(rules), aggregation),
                WriteOptions.DEFAULT);
    }

    private List<PolicyRule> rules(String name) {
        return cluster.list(ClusterRoleType.KIND).stream()
                .filter(role -> role.name().equals(name))
                .flatMap(role -> role.rules().stream())
                .toList();
    }

    @Test
    void aRoleHasTheRulesOfThoseItTakes() {
        create("viewer", Map.of("to-editor", "true"), "to-viewer", may("own"));
        create("editor", Map.of(), "to-editor");
        create("b", Map.of("to-viewer", "true"), null, may("list"));
        create("a", Map.of("to-viewer", "true"), null, may("get"), may("list"));
        create("c", Map.of("to-nobody", "true"), null, may("delete"));
        cluster.settle();
        assertThat(rules("viewer")).containsExactly(may("get"), may("list"));
        assertThat(rules("editor")).containsExactly(may("get"), may("list"));

        cluster.client.delete(
                ClusterRoleType.KIND, "", "a", DeleteOptionsBuilder.of().build());
        cluster.settle();
        assertThat(rules("viewer")).containsExactly(may("list"));
        assertThat(rules("editor")).containsExactly(may("list"));
    }
}
