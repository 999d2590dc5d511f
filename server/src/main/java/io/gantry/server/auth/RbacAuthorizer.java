package io.gantry.server.auth;

import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.client.Reader;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Role-based access control over the roles and bindings of the newest state. Members of {@code system:masters} may do
 * everything, whatever the roles say, so that nobody can lock the operator out.
 *
 * <p>Thread-safe. The index is built when it is first needed after a change; whoever feeds the state calls {@link
 * #invalidate} after every change of a role or binding.
 */
public final class RbacAuthorizer implements Authorizer {
    /** All rights there are. */
    public static final List<PolicyRule> EVERYTHING = List.of(
            new PolicyRule(List.of("*"), List.of("*"), List.of("*"), List.of(), List.of()),
            new PolicyRule(List.of("*"), List.of(), List.of(), List.of(), List.of("*")));

    private final Reader<ClusterRole> clusterRoles;
    private final Reader<Role> roles;
    private final Reader<ClusterRoleBinding> clusterRoleBindings;
    private final Reader<RoleBinding> roleBindings;
    private final AtomicLong generation = new AtomicLong();
    private volatile @Nullable Built built;

    /** An index and the generation that was current before its lists were read: it holds as long as that is current. */
    private record Built(long generation, RbacIndex index) {}

    public RbacAuthorizer(
            Reader<ClusterRole> clusterRoles,
            Reader<Role> roles,
            Reader<ClusterRoleBinding> clusterRoleBindings,
            Reader<RoleBinding> roleBindings) {
        this.clusterRoles = clusterRoles;
        this.roles = roles;
        this.clusterRoleBindings = clusterRoleBindings;
        this.roleBindings = roleBindings;
    }

    /** A role or binding has changed. */
    public void invalidate() {
        generation.incrementAndGet();
    }

    private RbacIndex index() {
        Built known = built;
        long now = generation.get();
        if (known == null || known.generation() != now) {
            known = new Built(
                    now,
                    new RbacIndex(
                            clusterRoles.list(""),
                            roles.list(""),
                            clusterRoleBindings.list(""),
                            roleBindings.list("")));
            built = known;
        }
        return known.index();
    }

    @Override
    public Decision authorize(Attributes request) {
        if (request.user().inGroup(UserInfo.MASTERS)) {
            return Decision.allow("member of " + UserInfo.MASTERS);
        }
        return index().authorize(request);
    }

    /** What the user may do in a namespace, for SelfSubjectRulesReview. */
    public List<PolicyRule> rulesOf(UserInfo user, String namespace) {
        if (user.inGroup(UserInfo.MASTERS)) {
            return EVERYTHING;
        }
        return index().rulesOf(user, namespace);
    }

    /** The rules among {@code wanted} that the user may not give away, because they do not hold them. */
    public List<PolicyRule> escalations(UserInfo user, String namespace, List<PolicyRule> wanted) {
        List<PolicyRule> held = rulesOf(user, namespace);
        return wanted.stream().filter(rule -> !RbacRules.cover(held, rule)).toList();
    }
}
