package io.gantry.server.admission;

import io.gantry.api.KubeObject;
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
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Attributes;
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
    private final Supplier<RbacAuthorizer> authorizer;

    Escalations(Supplier<Registries> registries, Supplier<RbacAuthorizer> authorizer) {
        this.registries = registries;
        this.authorizer = authorizer;
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
        switch (object) {
            case ClusterRole role -> {
                boolean same =
                        request.old() instanceof ClusterRole old && old.rules().equals(role.rules());
                if (!same) {
                    check(request, "escalate", role.name(), role.rules());
                }
            }
            case Role role -> {
                boolean same = request.old() instanceof Role old && old.rules().equals(role.rules());
                if (!same) {
                    check(request, "escalate", role.name(), role.rules());
                }
            }
            case ClusterRoleBinding binding -> {
                boolean same = request.old() instanceof ClusterRoleBinding old
                        && old.subjects().equals(binding.subjects());
                if (!same) {
                    check(request, "bind", binding.roleRef().name(), rules(binding.roleRef(), ""));
                }
            }
            case RoleBinding binding -> {
                boolean same = request.old() instanceof RoleBinding old
                        && old.subjects().equals(binding.subjects());
                if (!same) {
                    check(request, "bind", binding.roleRef().name(), rules(binding.roleRef(), request.namespace()));
                }
            }
            default -> {}
        }
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

    private void check(AdmissionRequest request, String verb, String role, List<PolicyRule> rules) {
        UserInfo user = request.user();
        String resource = resource(request, verb);
        Attributes attributes = Attributes.resource(user, verb, request.namespace(), GROUP, resource, "", role);
        if (authorizer.get().authorize(attributes).allowed()) {
            return;
        }
        List<PolicyRule> escalations = authorizer.get().escalations(user, request.namespace(), rules);
        if (escalations.isEmpty()) {
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
