package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.authentication.v1.BoundObjectReference;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.authentication.v1.TokenRequestSpec;
import io.gantry.api.authentication.v1.TokenRequestStatus;
import io.gantry.api.core.v1.Binding;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.TokenIssuer.Bound;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done by posting to a subresource: bind a pod to a node, issue a token. Thread-safe. */
public final class Actions {
    /** The limits of Kubernetes: ten minutes to 2^32 seconds. */
    private static final long MIN_TOKEN_SECONDS = 600;

    private static final long MAX_TOKEN_SECONDS = 1L << 32;

    private final Registries registries;
    private final Time time;
    private final TokenIssuer tokens;

    public Actions(Registries registries, Time time, TokenIssuer tokens) {
        this.registries = registries;
        this.time = time;
        this.tokens = tokens;
    }

    /** Assigns a pod to a node, once. */
    public Pod bind(String namespace, String name, Binding binding, boolean dryRun) {
        String node = binding.target().name();
        String kind = binding.target().kind();
        Violations violations = new Violations();
        if (kind != null && !kind.isEmpty() && !kind.equals("Node")) {
            violations.notSupported("target.kind", kind, List.of("Node", "<empty>"));
        }
        if (node == null || node.isEmpty()) {
            violations.required("target.name", "");
        }
        if (node == null || !violations.isEmpty()) {
            throw StatusException.invalid("", "Binding", name, violations.causes());
        }
        WriteOptions options = new WriteOptions("", dryRun, false);
        return registries
                .registry(PodType.KIND)
                .update(namespace, name, "binding", pod -> new Edited<>(bound(pod, node, binding), null), null, options)
                .object();
    }

    private Pod bound(Pod pod, String node, Binding binding) {
        String uid = binding.metadata().uid();
        if (uid != null && !uid.isEmpty() && !uid.equals(pod.uid())) {
            throw refused(
                    pod, "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + pod.uid());
        }
        if (Metas.deleting(pod)) {
            throw refused(pod, "pod " + pod.name() + " is being deleted, cannot be assigned to a host");
        }
        String assigned = pod.spec().nodeName();
        if (assigned != null && !assigned.isEmpty()) {
            throw refused(pod, "pod " + pod.name() + " is already assigned to node \"" + assigned + "\"");
        }
        if (!pod.spec().schedulingGates().isEmpty()) {
            throw refused(pod, "pod " + pod.name() + " has non-empty .spec.schedulingGates");
        }
        List<PodCondition> conditions = new ArrayList<>();
        for (PodCondition condition : pod.status().conditions()) {
            if (!condition.type().equals("PodScheduled")) {
                conditions.add(condition);
            }
        }
        conditions.add(new PodCondition(
                "PodScheduled",
                "True",
                null,
                time.now().truncatedTo(ChronoUnit.SECONDS),
                null,
                null,
                pod.metadata().generation()));
        Pod result = new Pod(
                pod.metadata(),
                PodSpecBuilder.of(pod.spec()).nodeName(node).build(),
                PodStatusBuilder.of(pod.status()).conditions(conditions).build());
        Map<String, String> annotations = binding.metadata().annotations();
        Map<String, String> labels = binding.metadata().labels();
        if (annotations.isEmpty() && labels.isEmpty()) {
            return result;
        }
        return Metas.edit(
                result,
                m -> m.annotations(merged(pod.metadata().annotations(), annotations))
                        .labels(merged(pod.metadata().labels(), labels)));
    }

    private static Map<String, String> merged(Map<String, String> base, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(base);
        all.putAll(more);
        return all;
    }

    private static StatusException refused(Pod pod, String why) {
        return StatusException.conflict("", "pods/binding", pod.name(), why);
    }

    /** Issues a token for a service account. */
    public TokenRequest issueToken(String namespace, String name, TokenRequest given) {
        sameObject(namespace, name, given);
        ServiceAccount account = registries.registry(ServiceAccountType.KIND).get(namespace, name);
        AdmissionRequest asked = new AdmissionRequest(
                Operation.CREATE,
                ServiceAccountType.KIND,
                "token",
                namespace,
                name,
                given,
                null,
                RequestScope.currentUser(),
                false);
        TokenRequest request = (TokenRequest) registries.admission().mutate(asked, given);
        registries.admission().validate(asked.withObject(request));
        TokenRequestSpec spec = request.spec();
        Long seconds = spec.expirationSeconds();
        long expiration = seconds == null ? 3600 : seconds;
        Violations violations = new Violations();
        if (expiration < MIN_TOKEN_SECONDS) {
            violations.invalid("spec.expirationSeconds", expiration, "may not specify a duration less than 10 minutes");
        }
        if (expiration > MAX_TOKEN_SECONDS) {
            violations.invalid(
                    "spec.expirationSeconds", expiration, "may not specify a duration larger than 2^32 seconds");
        }
        if (!violations.isEmpty()) {
            throw StatusException.invalid("authentication.k8s.io", "TokenRequest", "", violations.causes());
        }
        Bound bound = null;
        Bound node = null;
        BoundObjectReference reference = spec.boundObjectRef();
        if (reference != null) {
            KubeObject object = boundObject(namespace, reference);
            if (object instanceof Pod pod) {
                if (!name.equals(pod.spec().serviceAccountName())) {
                    throw StatusException.badRequest("cannot bind token for serviceaccount \"" + name
                            + "\" to pod running with different serviceaccount name.");
                }
                node = nodeOf(pod);
            }
            String uid = reference.uid();
            if (uid != null && !uid.isEmpty() && !uid.equals(object.uid())) {
                throw StatusException.conflict(
                        object.kind().group(),
                        object.kind().name(), // Kubernetes has the kind in this place
                        object.name(),
                        "the UID in the bound object reference (" + uid
                                + ") does not match the UID in record. The object might have been deleted and then recreated");
            }
            bound = new Bound(object.kind().name(), object.name(), object.uid());
        }
        List<String> audiences = spec.audiences().isEmpty() ? tokens.audiences() : spec.audiences();
        TokenIssuer.Token token = tokens.issue(new TokenIssuer.Request(
                namespace, name, account.uid(), audiences, Duration.ofSeconds(expiration), bound, node));
        return new TokenRequest(
                Metas.edit(
                                request,
                                m -> m.name(name)
                                        .namespace(namespace)
                                        .creationTimestamp(time.now().truncatedTo(ChronoUnit.SECONDS)))
                        .metadata(),
                new TokenRequestSpec(audiences, reference, expiration),
                new TokenRequestStatus(token.token(), token.expiration()));
    }

    /** What a request says of its own name must be the account's. */
    private static void sameObject(String namespace, String name, TokenRequest given) {
        Violations violations = new Violations();
        if (!given.name().isEmpty() && !given.name().equals(name)) {
            violations.invalid("metadata.name", given.name(), "must match the service account name if specified");
        } else if (!given.namespace().isEmpty() && !given.namespace().equals(namespace)) {
            violations.invalid(
                    "metadata.namespace", given.namespace(), "must match the service account namespace if specified");
        }
        if (!violations.isEmpty()) {
            throw StatusException.invalid("authentication.k8s.io", "TokenRequest", name, violations.causes());
        }
    }

    private @Nullable Bound nodeOf(Pod pod) {
        String nodeName = pod.spec().nodeName();
        if (nodeName == null || nodeName.isEmpty()) {
            return null;
        }
        var node = registries.registry(NodeType.KIND).find("", nodeName);
        return new Bound("Node", nodeName, node == null ? "" : node.uid());
    }

    private KubeObject boundObject(String namespace, BoundObjectReference reference) {
        String kind = reference.kind();
        String name = reference.name() == null ? "" : reference.name();
        String version = reference.apiVersion() == null ? "" : reference.apiVersion();
        boolean core = version.indexOf('/') < 0;
        Kind<? extends KubeObject> target = switch (core && kind != null ? kind : "") {
            case "Pod" -> PodType.KIND;
            case "Secret" -> SecretType.KIND;
            case "Node" -> NodeType.KIND;
            default ->
                throw StatusException.badRequest("cannot bind token to object of type " + (core ? "/" : "") + version
                        + ", Kind=" + (kind == null ? "" : kind));
        };
        return registries.registry(target).get(namespace, name);
    }
}
