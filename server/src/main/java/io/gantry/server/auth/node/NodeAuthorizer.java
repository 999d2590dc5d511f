package io.gantry.server.auth.node;

import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.select.FieldSelector;
import io.gantry.server.auth.RbacRules;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Set;

/**
 * Kubernetes' node authorizer. A node may read secrets, configmaps, claims, volumes and the like only if a pod that is
 * bound to it needs them, write only its own node, lease and CSINode, and for the rest has the rules of the cluster role
 * {@code system:node}. What it may write <i>into</i> objects is for the admission plugin NodeRestriction.
 *
 * <p>It never refuses for good: who is no node, and what a node may not, others decide.
 */
public final class NodeAuthorizer implements Authorizer {
    private static final String PREFIX = "system:node:";
    private static final String GROUP = "system:nodes";
    private static final String LEASES = "kube-node-lease";
    private static final Set<String> READING = Set.of("get", "list", "watch");
    private static final Set<String> OWN = Set.of("get", "create", "update", "patch", "delete");
    private static final Decision ALLOWED = Decision.allow("");
    private static final Decision NO_OPINION = Decision.noOpinion("");

    private final NodeRelations relations;
    private final List<PolicyRule> rules;

    /** @param rules what every node may */
    public NodeAuthorizer(NodeObjects objects, List<PolicyRule> rules) {
        this.relations = new NodeRelations(objects);
        this.rules = List.copyOf(rules);
    }

    /** Whether a user comes as a node, even if it does not say as which. */
    public static boolean isNode(UserInfo user) {
        return user.name().startsWith(PREFIX) && user.inGroup(GROUP);
    }

    @Override
    public Decision authorize(Attributes request) {
        if (!isNode(request.user())) {
            return NO_OPINION;
        }
        String node = request.user().name().substring(PREFIX.length());
        if (node.isEmpty()) {
            return Decision.noOpinion(
                    "unknown node for user \"" + request.user().name() + "\"");
        }
        return request.resourceRequest() ? resource(node, request) : byRule(request);
    }

    private Decision byRule(Attributes request) {
        return rules.stream().anyMatch(rule -> RbacRules.allows(rule, request)) ? ALLOWED : NO_OPINION;
    }

    private Decision resource(String node, Attributes request) {
        String namespace = request.namespace();
        String name = request.name();
        return switch (request.group().isEmpty() ? request.resource() : request.resource() + "." + request.group()) {
            case "secrets" -> read(node, request, () -> relations.secret(node, namespace, name));
            case "configmaps" -> read(node, request, () -> relations.configMap(node, namespace, name));
            case "persistentvolumeclaims" ->
                request.subresource().equals("status")
                        ? claimStatus(node, request)
                        : get(node, request, () -> relations.claim(node, namespace, name));
            case "persistentvolumes" -> get(node, request, () -> relations.volume(node, name));
            case "resourceclaims.resource.k8s.io" ->
                get(node, request, () -> relations.resourceClaim(node, namespace, name));
            case "volumeattachments.storage.k8s.io" -> get(node, request, () -> relations.attachment(node, name));
            case "serviceaccounts" -> serviceAccount(node, request);
            case "leases.coordination.k8s.io" -> lease(node, request);
            case "csinodes.storage.k8s.io" -> csiNode(node, request);
            case "resourceslices.resource.k8s.io" -> slice(node, request);
            case "podcertificaterequests.certificates.k8s.io" -> podCertificate(node, request);
            case "nodes" -> ownNode(node, request);
            case "pods" -> pod(node, request);
            default -> byRule(request);
        };
    }

    /** Asked only when everything else is right: a look at the pods costs more. */
    @FunctionalInterface
    private interface Relation {
        boolean holds();
    }

    private static Decision related(String node, Attributes request, Relation relation) {
        if (request.name().isEmpty()) {
            return Decision.noOpinion("No Object name found");
        }
        return relation.holds()
                ? ALLOWED
                : Decision.noOpinion("no relationship found between node '" + node + "' and this object");
    }

    /** A list or watch of a single object by its name is as good as a get. */
    private static Decision read(String node, Attributes request, Relation relation) {
        if (!READING.contains(request.verb())) {
            return Decision.noOpinion("can only read resources of this type");
        }
        if (!request.subresource().isEmpty()) {
            return Decision.noOpinion("cannot read subresource");
        }
        if (request.namespace().isEmpty()) {
            return Decision.noOpinion("can only read namespaced object of this type");
        }
        return related(node, request, relation);
    }

    private static Decision get(String node, Attributes request, Relation relation) {
        if (!request.verb().equals("get")) {
            return Decision.noOpinion("can only get individual resources of this type");
        }
        if (!request.subresource().isEmpty()) {
            return Decision.noOpinion("cannot get subresource");
        }
        return related(node, request, relation);
    }

    private Decision claimStatus(String node, Attributes request) {
        if (!request.verb().equals("update") && !request.verb().equals("patch")) {
            return Decision.noOpinion("can only get/update/patch this type");
        }
        return related(node, request, () -> relations.claim(node, request.namespace(), request.name()));
    }

    private Decision serviceAccount(String node, Attributes request) {
        Relation relation = () -> relations.serviceAccount(node, request.namespace(), request.name());
        if (request.verb().equals("get") && request.subresource().isEmpty()) {
            return related(node, request, relation);
        }
        if (!request.verb().equals("create") || request.name().isEmpty()) {
            return Decision.noOpinion("can only create tokens for individual service accounts");
        }
        if (!request.subresource().equals("token")) {
            return Decision.noOpinion("can only create token subresource of serviceaccount");
        }
        return related(node, request, relation);
    }

    /** The name of what is created is in its body, which NodeRestriction sees. */
    private static Decision lease(String node, Attributes request) {
        if (!OWN.contains(request.verb())) {
            return Decision.noOpinion("can only get, create, update, patch, or delete a node lease");
        }
        if (!request.namespace().equals(LEASES)) {
            return Decision.noOpinion("can only access leases in the \"" + LEASES + "\" system namespace");
        }
        return request.verb().equals("create") || request.name().equals(node)
                ? ALLOWED
                : Decision.noOpinion("can only access node lease with the same name as the requesting node");
    }

    private static Decision csiNode(String node, Attributes request) {
        if (!request.subresource().isEmpty()) {
            return Decision.noOpinion("cannot authorize CSINode subresources");
        }
        if (!OWN.contains(request.verb())) {
            return Decision.noOpinion("can only get, create, update, patch, or delete a CSINode");
        }
        return request.verb().equals("create") || request.name().equals(node)
                ? ALLOWED
                : Decision.noOpinion("can only access CSINode with the same name as the requesting node");
    }

    private Decision slice(String node, Attributes request) {
        if (!request.subresource().isEmpty()) {
            return Decision.noOpinion("cannot authorize ResourceSlice subresources");
        }
        return switch (request.verb()) {
            case "create" -> ALLOWED;
            case "get", "update", "patch", "delete" ->
                related(node, request, () -> relations.slice(node, request.name()));
            case "list", "watch", "deletecollection" ->
                selectsNode(node, request)
                        ? ALLOWED
                        : Decision.noOpinion(
                                "can only list/watch/deletecollection resourceslices with nodeName field selector");
            default ->
                Decision.noOpinion("only the following verbs are allowed for a ResourceSlice: create, delete,"
                        + " deletecollection, get, list, patch, update, watch");
        };
    }

    private Decision podCertificate(String node, Attributes request) {
        if (!request.subresource().isEmpty()) {
            return Decision.noOpinion("nodes may not access the status subresource of PodCertificateRequests");
        }
        return switch (request.verb()) {
            case "create" -> ALLOWED;
            case "get" ->
                related(node, request, () -> relations.certificate(node, request.namespace(), request.name()));
            case "list", "watch" ->
                selectsNode(node, request)
                        ? ALLOWED
                        : Decision.noOpinion("can only list/watch podcertificaterequests with nodeName field selector");
            default -> Decision.noOpinion("nodes may not " + request.verb() + " podcertificaterequests");
        };
    }

    private static Decision ownNode(String node, Attributes request) {
        return switch (request.subresource()) {
            case "" ->
                switch (request.verb()) {
                    case "create", "update", "patch" -> ALLOWED;
                    case "get", "list", "watch" ->
                        request.name().equals(node)
                                ? ALLOWED
                                : Decision.noOpinion("node '" + node + "' cannot read "
                                        + (request.name().isEmpty() ? "all nodes" : "'" + request.name() + "'")
                                        + ", only its own Node object");
                    default -> NO_OPINION;
                };
            case "status" -> writes(request) ? ALLOWED : NO_OPINION;
            default -> NO_OPINION;
        };
    }

    private Decision pod(String node, Attributes request) {
        return switch (request.subresource()) {
            case "" ->
                switch (request.verb()) {
                    case "create", "delete" -> ALLOWED;
                    case "get" -> ofNode(node, request);
                    case "list", "watch" -> {
                        if (selectsNode(node, request)) {
                            yield ALLOWED;
                        }
                        yield request.name().isEmpty() || request.namespace().isEmpty()
                                ? Decision.noOpinion("can only list/watch pods with spec.nodeName field selector")
                                : ofNode(node, request);
                    }
                    default -> NO_OPINION;
                };
            case "status" -> writes(request) ? ALLOWED : NO_OPINION;
            case "eviction" -> request.verb().equals("create") ? ALLOWED : NO_OPINION;
            default -> NO_OPINION;
        };
    }

    private Decision ofNode(String node, Attributes request) {
        return related(node, request, () -> relations.pod(node, request.namespace(), request.name()));
    }

    private static boolean writes(Attributes request) {
        return request.verb().equals("update") || request.verb().equals("patch");
    }

    /** Whether the field selector leaves only objects of this node. */
    private static boolean selectsNode(String node, Attributes request) {
        for (FieldSelector.Term term : request.fieldRequirements()) {
            if (term.equal()
                    && term.field().equals("spec.nodeName")
                    && term.value().equals(node)) {
                return true;
            }
        }
        return false;
    }
}
