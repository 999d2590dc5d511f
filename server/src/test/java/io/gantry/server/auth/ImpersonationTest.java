package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.server.auth.Impersonation.Impersonated;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ImpersonationTest {
    private static final UserInfo AGENT = new UserInfo(
            "system:serviceaccount:shop:agent",
            "",
            List.of(),
            Map.of("authentication.kubernetes.io/node-name", List.of("n1"), "a", List.of("b")));
    private static final UserInfo BOB = UserInfo.of("bob");

    private final List<Attributes> asked = new ArrayList<>();

    /** What a user is allowed who lists pods, by rights such as {@code verb group/resource/subresource namespace/name}. */
    private Impersonated act(UserInfo user, UserInfo wanted, String... rights) {
        return Impersonation.check(wanted, Attributes.resource(user, "list", "shop", "", "pods", "", ""), each -> {
            asked.add(each);
            String text = each.verb() + " " + each.group() + "/" + each.resource()
                    + (each.subresource().isEmpty() ? "" : "/" + each.subresource()) + " " + each.namespace() + "/"
                    + each.name();
            return List.of(rights).contains(text) ? Decision.allow("") : Decision.noOpinion("");
        });
    }

    @Test
    void bothRightsAreNeeded() {
        String on = "impersonate-on:user-info:list /pods shop/";
        String who = "impersonate:user-info authentication.k8s.io/users /jane";

        assertThat(act(BOB, UserInfo.of("jane"), on, who))
                .isEqualTo(new Impersonated(UserInfo.of("jane", "system:authenticated"), "impersonate:user-info"));
        assertThatThrownBy(() -> act(BOB, UserInfo.of("jane"), who))
                .hasMessage("pods is forbidden: User \"bob\" cannot impersonate-on:user-info:list resource \"pods\" in "
                        + "API group \"\" in the namespace \"shop\"");
        assertThatThrownBy(() -> act(BOB, UserInfo.of("jane"), on))
                .hasMessage("users.authentication.k8s.io \"jane\" is forbidden: User \"bob\" cannot "
                        + "impersonate:user-info resource \"users\" in API group \"authentication.k8s.io\" at the "
                        + "cluster scope");
    }

    @Test
    void theOlderRightIsEnough() {
        assertThat(act(BOB, UserInfo.of("jane"), "impersonate /users /jane"))
                .isEqualTo(new Impersonated(UserInfo.of("jane", "system:authenticated"), ""));
        assertThat(act(BOB, UserInfo.of("system:serviceaccount:shop:a"), "impersonate /serviceaccounts shop/a")
                        .user()
                        .groups())
                .containsExactly("system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated");
    }

    @Test
    void everyPartOfAUserNeedsARight() {
        UserInfo wanted = new UserInfo("jane", "7", List.of("devs"), Map.of("acme.com/project", List.of("x")));
        String[] rights = {
            "impersonate-on:user-info:list /pods shop/",
            "impersonate:user-info authentication.k8s.io/users /jane",
            "impersonate:user-info authentication.k8s.io/uids /7",
            "impersonate:user-info authentication.k8s.io/groups /devs",
            "impersonate:user-info authentication.k8s.io/userextras/acme.com/project /x",
        };
        assertThat(act(BOB, wanted, rights))
                .isEqualTo(new Impersonated(
                        new UserInfo("jane", "7", List.of("devs", "system:authenticated"), wanted.extra()),
                        "impersonate:user-info"));
        for (int i = 0; i < rights.length; i++) {
            List<String> fewer = new ArrayList<>(List.of(rights));
            fewer.remove(i);
            assertThatThrownBy(() -> act(BOB, wanted, fewer.toArray(new String[0])))
                    .hasMessageContaining("is forbidden");
        }
    }

    @Test
    void oneRightToAllGroupsIsEnoughForMany() {
        UserInfo wanted = new UserInfo("jane", "", List.of("a", "b", "c", "d"), Map.of());
        String on = "impersonate-on:user-info:list /pods shop/";
        String who = "impersonate:user-info authentication.k8s.io/users /jane";
        assertThat(act(BOB, wanted, on, who, "impersonate:user-info authentication.k8s.io/groups /*")
                        .constraint())
                .isEqualTo("impersonate:user-info");
    }

    @Test
    void nobodyBecomesMasterOrTakesOddExtrasByTheConstrainedRights() {
        String on = "impersonate-on:user-info:list /pods shop/";
        String who = "impersonate:user-info authentication.k8s.io/users /jane";
        assertThatThrownBy(() -> act(
                        BOB,
                        UserInfo.of("jane", "system:masters"),
                        on,
                        who,
                        "impersonate:user-info authentication.k8s.io/groups /system:masters"))
                .hasMessageEndingWith(": impersonating the system:masters group is not allowed");
        assertThatThrownBy(() -> act(BOB, UserInfo.of("jane", ""), on, who))
                .hasMessageEndingWith(": impersonating the empty string group is not allowed");
        assertThatThrownBy(() -> act(BOB, new UserInfo("jane", "", List.of(), Map.of("key", List.of("x"))), on, who))
                .hasMessageContaining(
                        ": impersonating an invalid key in extra is not allowed: extra.key: Invalid value:");
    }

    @Test
    void aServiceAccountActsAsTheNodeThatItIsOn() {
        String on = "impersonate-on:associated-node:list /pods shop/";
        String who = "impersonate:associated-node authentication.k8s.io/nodes /*";
        assertThat(act(AGENT, UserInfo.of("system:node:n1"), on, who))
                .isEqualTo(new Impersonated(
                        UserInfo.of("system:node:n1", "system:nodes", "system:authenticated"),
                        "impersonate:associated-node"));
        assertThat(asked)
                .extracting(each -> each.user().extra())
                .containsOnly(Map.of(
                        "authentication.kubernetes.io/associated-node-keys",
                        List.of("a", "authentication.kubernetes.io/node-name")));
        assertThatThrownBy(() -> act(AGENT, UserInfo.of("system:node:n2"), on, who))
                .hasMessageContaining("cannot impersonate-on:arbitrary-node:list");
        assertThatThrownBy(() -> act(BOB, UserInfo.of("system:node:n1"), on, who))
                .hasMessageContaining("cannot impersonate-on:arbitrary-node:list");
    }

    @Test
    void nodesAndServiceAccountsHaveTheirOwnRights() {
        assertThat(act(
                                BOB,
                                UserInfo.of("system:node:n2"),
                                "impersonate-on:arbitrary-node:list /pods shop/",
                                "impersonate:arbitrary-node authentication.k8s.io/nodes /n2")
                        .constraint())
                .isEqualTo("impersonate:arbitrary-node");
        assertThat(act(
                                BOB,
                                UserInfo.of("system:serviceaccount:shop:a"),
                                "impersonate-on:serviceaccount:list /pods shop/",
                                "impersonate:serviceaccount authentication.k8s.io/serviceaccounts shop/a")
                        .constraint())
                .isEqualTo("impersonate:serviceaccount");
        String[] users = {
            "impersonate-on:user-info:list /pods shop/",
            "impersonate:user-info authentication.k8s.io/users /system:serviceaccount:shop:a",
            "impersonate:user-info authentication.k8s.io/users /system:node:n2",
        };
        assertThatThrownBy(() -> act(BOB, UserInfo.of("system:node:n2"), users)).hasMessageContaining("forbidden");
        assertThatThrownBy(() -> act(BOB, UserInfo.of("system:serviceaccount:shop:a"), users))
                .hasMessageContaining("forbidden");
    }

    @Test
    void whoIsAnonymousIsNotAuthenticated() {
        String right = "impersonate /users /system:anonymous";
        assertThat(act(BOB, UserInfo.of("system:anonymous"), right).user().groups())
                .containsExactly("system:unauthenticated");
        assertThat(act(
                                BOB,
                                UserInfo.of("system:anonymous", "system:authenticated"),
                                right,
                                "impersonate /groups /system:authenticated")
                        .user()
                        .groups())
                .containsExactly("system:authenticated", "system:unauthenticated");
    }
}
