package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.core.v1.NodeSelectorRequirement;
import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.AllocatedDeviceStatus;
import io.gantry.api.resource.v1.AllocationResult;
import io.gantry.api.resource.v1.DeviceRequest;
import io.gantry.api.resource.v1.DeviceRequestAllocationResult;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.resource.v1.ResourceClaimStatus;
import io.gantry.api.resource.v1.ResourceClaimTemplate;
import io.gantry.api.status.StatusException;
import io.gantry.server.auth.Refusal;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Violations;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes asks of who writes claims of devices beyond the right to write them: a namespace that is marked for
 * administrators, for devices that are shared with their users; and in a claim's status rights of their own to allocate devices
 * and to report on those of a driver.
 */
final class ClaimDevices implements Admission {
    private static final String GROUP = "resource.k8s.io";
    private static final String CLAIMS = "resourceclaims";
    private static final String ADMIN = "resource.kubernetes.io/admin-access";
    private static final String ACCOUNT = "system:serviceaccount:";
    private static final String NODE_NAME = "authentication.kubernetes.io/node-name";

    private final Supplier<Registries> registries;
    private final Supplier<? extends Authorizer> authorizer;

    ClaimDevices(Supplier<Registries> registries, Supplier<? extends Authorizer> authorizer) {
        this.registries = registries;
        this.authorizer = authorizer;
    }

    @Override
    public void validate(AdmissionRequest request) {
        KubeObject object = request.object();
        Violations violations = new Violations();
        if (request.creates() && object instanceof ResourceClaim claim) {
            requested(claim.spec().devices().requests(), request, violations);
        } else if (request.creates() && object instanceof ResourceClaimTemplate template) {
            requested(template.spec().spec().devices().requests(), request, violations);
        } else if (request.subresource().equals("status")
                && object instanceof ResourceClaim claim
                && request.old() instanceof ResourceClaim old) {
            allocated(claim.status(), old.status(), request, violations);
            binding(claim.status(), old.status(), request, violations);
            devices(claim.status(), old.status(), request, violations);
        }
        if (object != null && !violations.isEmpty()) {
            throw StatusException.invalid(GROUP, request.kind().name(), request.shownName(), violations.causes());
        }
    }

    private void requested(List<DeviceRequest> requests, AdmissionRequest request, Violations violations) {
        for (int i = 0; i < requests.size(); i++) {
            var exactly = requests.get(i).exactly();
            if (exactly != null && Boolean.TRUE.equals(exactly.adminAccess())) {
                marked(request.namespace(), "spec.devices.requests[" + i + "].adminAccess", violations);
                return;
            }
        }
    }

    private void allocated(
            ResourceClaimStatus next, ResourceClaimStatus old, AdmissionRequest request, Violations violations) {
        int asked = forAdministrators(next);
        if (asked >= 0 && forAdministrators(old) < 0) {
            marked(request.namespace(), "status.allocation.devices.results[" + asked + "].adminAccess", violations);
        }
    }

    /** The first device that is shared with its users; -1 for none. */
    private static int forAdministrators(ResourceClaimStatus status) {
        AllocationResult allocation = status.allocation();
        List<DeviceRequestAllocationResult> results =
                allocation == null ? List.of() : allocation.devices().results();
        for (int i = 0; i < results.size(); i++) {
            if (Boolean.TRUE.equals(results.get(i).adminAccess())) {
                return i;
            }
        }
        return -1;
    }

    private void marked(String namespace, String field, Violations violations) {
        Namespace home = registries.get().registry(NamespaceType.KIND).find("", namespace);
        if (home == null || !"true".equals(home.metadata().labels().get(ADMIN))) {
            violations.forbidden(
                    field,
                    "admin access to devices requires the `" + ADMIN + ": true` label on the containing namespace");
        }
    }

    private void binding(
            ResourceClaimStatus next, ResourceClaimStatus old, AdmissionRequest request, Violations violations) {
        if (Objects.equals(next.allocation(), old.allocation())
                && next.reservedFor().equals(old.reservedFor())) {
            return;
        }
        String verb = verb();
        String refusal = refusal(Attributes.resource(request.user(), verb, "", GROUP, CLAIMS, "binding", ""));
        if (!refusal.isEmpty()) {
            violations.forbidden(
                    "status",
                    "changing status.allocation or status.reservedFor requires resource=\"resourceclaims/binding\", verb=\""
                            + verb + "\" permission: " + refusal);
        }
    }

    private void devices(
            ResourceClaimStatus next, ResourceClaimStatus old, AdmissionRequest request, Violations violations) {
        List<String> verbs = onItsNode(request.user(), node(next.allocation()))
                ? List.of("associated-node:" + verb(), "arbitrary-node:" + verb())
                : List.of("arbitrary-node:" + verb());
        for (String driver : changed(next.devices(), old.devices())) {
            String first = "";
            boolean allowed = false;
            for (String verb : verbs) {
                String refusal = refusal(Attributes.resource(
                        request.user(), verb, request.namespace(), GROUP, CLAIMS, "driver", driver));
                allowed |= refusal.isEmpty();
                first = first.isEmpty() ? refusal : first;
            }
            if (!allowed) {
                violations.forbidden(
                        "status.devices",
                        "changing status.devices requires resource=\"resourceclaims/driver\", verb=\"["
                                + String.join(" ", verbs) + "]\" permission: " + first);
            }
        }
    }

    /** The drivers of the devices whose status is another one, in order. */
    private static Set<String> changed(List<AllocatedDeviceStatus> next, List<AllocatedDeviceStatus> old) {
        Map<List<String>, AllocatedDeviceStatus> before = new HashMap<>();
        old.forEach(device -> before.put(key(device), device));
        Set<String> drivers = new TreeSet<>();
        for (AllocatedDeviceStatus device : next) {
            if (!device.equals(before.remove(key(device)))) {
                drivers.add(device.driver());
            }
        }
        before.values().forEach(device -> drivers.add(device.driver()));
        return drivers;
    }

    private static List<String> key(AllocatedDeviceStatus device) {
        return List.of(
                device.driver(), device.pool(), device.device(), Objects.requireNonNullElse(device.shareID(), ""));
    }

    /** The one node that an allocation is for; empty when it is for others too. */
    private static String node(@Nullable AllocationResult allocation) {
        NodeSelector selector = allocation == null ? null : allocation.nodeSelector();
        if (selector == null || selector.nodeSelectorTerms().size() != 1) {
            return "";
        }
        NodeSelectorTerm term = selector.nodeSelectorTerms().getFirst();
        if (!term.matchExpressions().isEmpty() || term.matchFields().size() != 1) {
            return "";
        }
        NodeSelectorRequirement field = term.matchFields().getFirst();
        return field.key().equals("metadata.name")
                        && field.operator().equals("In")
                        && field.values().size() == 1
                ? field.values().getFirst()
                : "";
    }

    private static boolean onItsNode(UserInfo user, String node) {
        return !node.isEmpty()
                && user.name().startsWith(ACCOUNT)
                && Names.dns1123Subdomain(node).isEmpty()
                && List.of(node).equals(user.extra().get(NODE_NAME));
    }

    private static String verb() {
        return RequestScope.currentVerb().equals("patch") ? "patch" : "update";
    }

    /** Why it is not allowed; empty when it is. */
    private String refusal(Attributes asked) {
        Decision decision = authorizer.get().authorize(asked);
        if (decision.allowed()) {
            return "";
        }
        String why = decision.error().isEmpty()
                ? decision.reason()
                : decision.reason().isEmpty() ? decision.error() : decision.error() + ": " + decision.reason();
        return String.valueOf(Refusal.forbidden(asked, Decision.noOpinion(why)).getMessage());
    }
}
