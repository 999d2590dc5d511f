package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.ClusterRoleType;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.RoleType;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.auth.RbacAuthorizer;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Nobody gives away rights that they do not hold, unless they have the verb {@code escalate} or {@code bind}. */
final class Escalations implements Admission {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private final Supplier<Registries> registries;
    private final Supplier<? extends Authorizer> authorizer;
    private final Supplier<RbacAuthorizer> rbac;

    /**
     * @param authorizer who decides what users may do
     * @param rbac who knows which rights users hold by roles
     */
    Escalations(
            Supplier<Registries> registries, Supplier<? extends Authorizer> authorizer, Supplier<RbacAuthorizer> rbac) {
        this.registries = registries;
        this.authorizer = authorizer;
        this.rbac = rbac;
    }

    @Override
    public void validate(AdmissionRequest request) {
        KubeObject object = request.object();
        if (object == null
                || request.operation() == Operation.DELETE
                || !request.kind().group().equals(GROUP)
                || request.user().inGroup(UserInfo.MASTERS)) {
            return;
        }
        if (changesOnlyWhatCollectsGarbage(object, request.old())) {
            return;
        }
        switch (object) {
            case ClusterRole role -> {
                boolean aggregates = role.aggregationRule() != null
                        || (request.old() instanceof ClusterRole old && old.aggregationRule() != null);
                check(request, "escalate", role.name(), role.rules(), aggregates);
            }
            case Role role -> check(request, "escalate", role.name(), role.rules(), false);
            case ClusterRoleBinding binding ->
                check(request, "bind", binding.roleRef().name(), rules(binding.roleRef(), ""), false);
            case RoleBinding binding ->
                check(request, "bind", binding.roleRef().name(), rules(binding.roleRef(), request.namespace()), false);
            default -> {}
        }
    }

    /**
     * Whether an update leaves everything but owners and finalizers as it was. Labels are no such thing: by one of them a role
     * becomes part of another.
     */
    private static boolean changesOnlyWhatCollectsGarbage(KubeObject object, @Nullable KubeObject old) {
        if (old == null) {
            return false;
        }
        ObjectMeta before = old.metadata();
        return Metas.edit(
                        object,
                        m -> m.ownerReferences(before.ownerReferences())
                                .finalizers(before.finalizers())
                                .managedFields(before.managedFields()))
                .equals(old);
    }

    private List<PolicyRule> rules(RoleRef reference, String namespace) {
        if (reference.kind().equals("ClusterRole")) {
            return registries
                    .get()
                    .registry(ClusterRoleType.KIND)
                    .get("", reference.name())
                    .rules();
        }
        return registries
                .get()
                .registry(RoleType.KIND)
                .get(namespace, reference.name())
                .rules();
    }

    /** @param aggregates whether the rules may come to be any rules at all */
    private void check(AdmissionRequest request, String verb, String role, List<PolicyRule> rules, boolean aggregates) {
        UserInfo user = request.user();
        String resource = resource(request, verb);
        // Who creates a role does not name it in the path: a right to escalate a role of that name says nothing about
        // it.
        boolean unnamed = verb.equals("escalate") && RequestScope.currentVerb().equals("create");
        Attributes attributes =
                Attributes.resource(user, verb, request.namespace(), GROUP, resource, "", unnamed ? "" : role);
        if (authorizer.get().authorize(attributes).allowed()) {
            return;
        }
        List<PolicyRule> escalations = rbac.get().escalations(user, request.namespace(), rules);
        if (escalations.isEmpty()) {
            if (aggregates
                    && !rbac.get()
                            .escalations(user, request.namespace(), RbacAuthorizer.EVERYTHING)
                            .isEmpty()) {
                throw StatusException.forbidden(
                        GROUP,
                        request.kind().plural(),
                        request.name(),
                        "must have cluster-admin privileges to use the aggregationRule");
            }
            return;
        }
        String text = "user \"" + user.name() + "\" (groups="
                + user.groups().stream().map(g -> '"' + g + '"').collect(Collectors.joining(" ", "[", "]"))
                + ") is attempting to grant RBAC permissions not currently held:\n"
                + escalations.stream().map(Escalations::text).collect(Collectors.joining("\n"));
        throw StatusException.forbidden(GROUP, request.kind().plural(), request.name(), text);
    }

    private static String resource(AdmissionRequest request, String verb) {
        if (verb.equals("escalate")) {
            return request.kind().plural();
        }
        RoleRef reference = reference(request.object());
        return reference != null && reference.kind().equals("ClusterRole") ? "clusterroles" : "roles";
    }

    private static @Nullable RoleRef reference(@Nullable KubeObject object) {
        return switch (object) {
            case ClusterRoleBinding binding -> binding.roleRef();
            case RoleBinding binding -> binding.roleRef();
            case null, default -> null;
        };
    }

    private static String text(PolicyRule rule) {
        List<String> parts = new ArrayList<>();
        add(parts, "APIGroups", rule.apiGroups());
        add(parts, "Resources", rule.resources());
        add(parts, "ResourceNames", rule.resourceNames());
        add(parts, "NonResourceURLs", rule.nonResourceURLs());
        add(parts, "Verbs", rule.verbs());
        return "{" + String.join(", ", parts) + "}";
    }

    private static void add(List<String> parts, String name, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(name + ":" + values.stream().map(v -> '"' + v + '"').collect(Collectors.joining(" ", "[", "]")));
        }
    }
}
