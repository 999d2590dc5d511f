package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RbacTest {
    private static final UserInfo ANN = new UserInfo("ann", "", List.of("devs"), Map.of());

    private static List<String> list(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" ", -1))
                        .map(part -> part.equals("core") ? "" : part)
                        .toList();
    }

    private static PolicyRule rule(String verbs, String groups, String resources, String names) {
        return new PolicyRule(list(verbs), list(groups), list(resources), list(names), List.of());
    }

    private static Attributes ask(String verb, String group, String resource, String subresource, String name) {
        return Attributes.resource(ANN, verb, "shop", group, resource, subresource, name);
    }

    @ParameterizedTest
    @CsvSource({
        "get list, core, pods, , get, '', pods, '', p, true",
        "get list, core, pods, , delete, '', pods, '', p, false",
        "*, core, pods, , delete, '', pods, '', p, true",
        "get, apps, pods, , get, '', pods, '', p, false",
        "get, *, pods, , get, '', pods, '', p, true",
        "get, core, pods, , get, '', pods, log, p, false",
        "get, core, pods/log, , get, '', pods, log, p, true",
        "get, core, pods/log, , get, '', pods, '', p, false",
        "get, core, *, , get, '', pods, log, p, true",
        "update, *, */scale, , update, apps, deployments, scale, d, true",
        "update, *, */scale, , update, apps, deployments, '', d, false",
        "get, core, secrets, a b, get, '', secrets, '', b, true",
        "get, core, secrets, a b, get, '', secrets, '', c, false",
        "list, core, secrets, a, list, '', secrets, '', '', false",
        "create, core, secrets, a, create, '', secrets, '', '', false",
    })
    void ruleMatching(
            String verbs,
            String groups,
            String resources,
            String names,
            String verb,
            String group,
            String resource,
            String subresource,
            String name,
            boolean allowed) {
        PolicyRule rule = rule(verbs, groups, resources, names);
        assertThat(RbacRules.allows(rule, ask(verb, group, resource, subresource, name)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "/healthz, /healthz, true", "/healthz, /healthz/etcd, false", "/healthz/*, /healthz/etcd, true",
        "/healthz/*, /healthz, false", "*, /anything, true", "/api*, /apis/apps, true"
    })
    void paths(String pattern, String path, boolean allowed) {
        PolicyRule rule = new PolicyRule(List.of("get"), List.of(), List.of(), List.of(), List.of(pattern));
        assertThat(RbacRules.allows(rule, Attributes.path(ANN, "get", path))).isEqualTo(allowed);
        assertThat(RbacRules.allows(rule, Attributes.path(ANN, "post", path))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "get list, core, pods, , get, core, pods, , true",
        "get, core, pods, , get list, core, pods, , false",
        "get, core, pods, , get, core, pods services, , false",
        "get, core, pods, , get, core, pods/log, , false",
        "get, core, *, , get, core, pods/log, , true",
        "get, core, pods services, , get, core, *, , false",
        "get, core, */log, , get, core, pods/log, , true",
        "get, core, secrets, a, get, core, secrets, a, true",
        "get, core, secrets, a, get, core, secrets, a b, false",
        "get, core, secrets, a, get, core, secrets, , false",
        "*, *, *, , *, *, *, , true",
        "get, core, pods, , *, core, pods, , false",
    })
    void nobodyGivesAwayWhatTheyDoNotHold(
            String verbs,
            String groups,
            String resources,
            String names,
            String wantedVerbs,
            String wantedGroups,
            String wantedResources,
            String wantedNames,
            boolean covered) {
        assertThat(RbacRules.cover(
                        List.of(rule(verbs, groups, resources, names)),
                        rule(wantedVerbs, wantedGroups, wantedResources, wantedNames)))
                .isEqualTo(covered);
    }

    @Test
    void severalHeldRulesCoverTogether() {
        List<PolicyRule> held = List.of(rule("get", "core", "pods", null), rule("list", "core", "pods", null));
        assertThat(RbacRules.cover(held, rule("get list", "core", "pods", null)))
                .isTrue();
    }

    private static RbacIndex index() {
        ClusterRole view = new ClusterRole(
                ObjectMetaBuilder.of().name("view").build(), List.of(rule("get list", "core", "pods", null)), null);
        Role edit = new Role(
                ObjectMetaBuilder.of().name("edit").namespace("shop").build(),
                List.of(rule("update", "core", "pods", null)));
        return new RbacIndex(
                List.of(view),
                List.of(edit),
                List.of(new ClusterRoleBinding(
                        ObjectMetaBuilder.of().name("gone").build(),
                        List.of(new Subject("Group", "rbac.authorization.k8s.io", "devs", null)),
                        new RoleRef("rbac.authorization.k8s.io", "ClusterRole", "absent"))),
                List.of(
                        new RoleBinding(
                                ObjectMetaBuilder.of()
                                        .name("v")
                                        .namespace("shop")
                                        .build(),
                                List.of(new Subject("Group", "rbac.authorization.k8s.io", "devs", null)),
                                new RoleRef("rbac.authorization.k8s.io", "ClusterRole", "view")),
                        new RoleBinding(
                                ObjectMetaBuilder.of()
                                        .name("e")
                                        .namespace("shop")
                                        .build(),
                                List.of(new Subject("ServiceAccount", null, "bot", "tools")),
                                new RoleRef("rbac.authorization.k8s.io", "Role", "edit"))));
    }

    @Test
    void bindingsHoldInTheirNamespace() {
        assertThat(index().authorize(ask("get", "", "pods", "", "p")).allowed()).isTrue();
        Attributes elsewhere = Attributes.resource(ANN, "get", "other", "", "pods", "", "p");
        assertThat(index().authorize(elsewhere).allowed()).isFalse();
        assertThat(index().authorize(Attributes.resource(ANN, "list", "", "", "pods", "", ""))
                        .allowed())
                .isFalse();
    }

    @Test
    void serviceAccountsAreUsersOfTheirNamespace() {
        UserInfo bot = new UserInfo("system:serviceaccount:tools:bot", "", List.of(), Map.of());
        assertThat(index().authorize(Attributes.resource(bot, "update", "shop", "", "pods", "", "p"))
                        .allowed())
                .isTrue();
        UserInfo other = new UserInfo("system:serviceaccount:shop:bot", "", List.of(), Map.of());
        assertThat(index().authorize(Attributes.resource(other, "update", "shop", "", "pods", "", "p"))
                        .allowed())
                .isFalse();
    }

    @Test
    void aRoleThatDoesNotExistIsNamed() {
        Decision decision = index().authorize(ask("delete", "", "pods", "", "p"));
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.reason()).isEqualTo("RBAC: clusterrole.rbac.authorization.k8s.io \"absent\" not found");
    }

    @Test
    void refusalsInKubernetesWords() {
        assertThat(Refusal.of(ask("list", "", "pods", "", ""), Decision.noOpinion(""))
                        .getMessage())
                .isEqualTo("pods is forbidden: User \"ann\" cannot list resource \"pods\" in API group \"\""
                        + " in the namespace \"shop\"");
        assertThat(Refusal.of(ask("get", "apps", "deployments", "scale", "d"), Decision.noOpinion("because"))
                        .getMessage())
                .isEqualTo("deployments.apps \"d\" is forbidden: User \"ann\" cannot get resource"
                        + " \"deployments/scale\" in API group \"apps\" in the namespace \"shop\": because");
        assertThat(Refusal.of(Attributes.resource(ANN, "list", "", "", "nodes", "", ""), Decision.noOpinion(""))
                        .getMessage())
                .endsWith("cannot list resource \"nodes\" in API group \"\" at the cluster scope");
        assertThat(Refusal.of(Attributes.path(ANN, "get", "/metrics"), Decision.noOpinion(""))
                        .getMessage())
                .isEqualTo("forbidden: User \"ann\" cannot get path \"/metrics\"");
    }

    @Test
    void everyBootstrapBindingHasItsRole() {
        List<KubeObject> objects = BootstrapPolicy.objects();
        for (KubeObject object : objects) {
            RoleRef ref = object instanceof ClusterRoleBinding binding
                    ? binding.roleRef()
                    : object instanceof RoleBinding binding ? binding.roleRef() : null;
            if (ref != null) {
                assertThat(objects)
                        .as(object.name())
                        .anyMatch(each -> each.getClass().getSimpleName().equals(ref.kind())
                                && each.name().equals(ref.name())
                                && (ref.kind().equals("ClusterRole")
                                        || each.namespace().equals(object.namespace())));
            }
            assertThat(object.metadata().labels()).containsEntry("kubernetes.io/bootstrapping", "rbac-defaults");
        }
    }
}
