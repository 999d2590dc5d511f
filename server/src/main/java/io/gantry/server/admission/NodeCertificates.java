package io.gantry.server.admission;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1beta1.PodCertificateRequest;
import io.gantry.api.certificates.v1beta1.PodCertificateRequestSpec;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registries;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** What {@code NodeRestriction} lets a node have certificates for: itself and the pods that are bound to it. */
final class NodeCertificates {
    private static final Set<String> KUBELET =
            Set.of("kubernetes.io/kubelet-serving", "kubernetes.io/kube-apiserver-client-kubelet");

    private final Supplier<Registries> registries;

    NodeCertificates(Supplier<Registries> registries) {
        this.registries = registries;
    }

    /** A request for one of the kubelet's certificates must be in the node's own name. */
    static void own(String node, AdmissionRequest request) {
        if (!request.creates()
                || !(request.object() instanceof CertificateSigningRequest csr)
                || !KUBELET.contains(csr.spec().signerName())) {
            return;
        }
        String name;
        try {
            name = CertificateRequests.commonName(
                    CertificateRequests.subject(csr.spec().request().toByteArray()));
        } catch (IllegalArgumentException e) {
            throw request.forbidden("unable to parse csr: " + e.getMessage());
        }
        if (!name.equals("system:node:" + node)) {
            throw request.forbidden("can only create a node CSR with CN=system:node:" + node);
        }
    }

    /**
     * A request for a pod's certificate must say of the pod what is true. What may be wrong only because the node or the server
     * has not seen the newest state is no refusal for good, as in Kubernetes: the node tries again.
     */
    void ofPod(String node, AdmissionRequest request) {
        if (request.operation() != Operation.CREATE) {
            throw request.forbidden("unexpected operation " + request.operation());
        }
        if (!request.main()) {
            throw request.forbidden("unexpected subresource " + request.subresource());
        }
        if (!(request.object() instanceof PodCertificateRequest asked)) {
            return;
        }
        PodCertificateRequestSpec spec = asked.spec();
        if (!spec.nodeName().equals(node)) {
            throw request.forbidden("PodCertificateRequest.Spec.NodeName=\"" + spec.nodeName()
                    + "\", which is not the requesting node \"" + node + "\"");
        }
        String namespace = request.namespace();
        String shown = "\"" + namespace + "/" + spec.podName() + "\"";
        String prefix = "PodCertificateRequest for pod " + shown + " ";
        Node known = registries.get().registry(NodeType.KIND).find("", node);
        if (known == null) {
            throw again("while retrieving node \"" + node + "\" named in the PodCertificateRequest: node \"" + node
                    + "\" not found");
        }
        if (!spec.nodeUID().equals(known.uid())) {
            throw again(prefix + "names node UID \"" + spec.nodeUID() + "\", inconsistent with the running node (\""
                    + known.uid() + "\")");
        }
        Pod pod = registries.get().registry(PodType.KIND).find(namespace, spec.podName());
        if (pod == null) {
            throw again("while retrieving pod " + shown + " named in the PodCertificateRequest: pod \"" + spec.podName()
                    + "\" not found");
        }
        if (!spec.podUID().equals(pod.uid())) {
            throw again(prefix + "contains pod UID (\"" + spec.podUID() + "\") which differs from running pod \""
                    + pod.uid() + "\"");
        }
        if (!NodePods.on(node, pod)) {
            throw request.forbidden(
                    "pod " + shown + " is not running on node \"" + node + "\" named in the PodCertificateRequest");
        }
        if (pod.metadata().annotations().containsKey(NodePods.MIRROR)) {
            throw request.forbidden("pod " + shown + " is a mirror pod");
        }
        account(spec, pod, request);
    }

    private void account(PodCertificateRequestSpec spec, Pod pod, AdmissionRequest request) {
        String prefix = "PodCertificateRequest for pod \"" + request.namespace() + "/" + spec.podName() + "\" ";
        String running = Objects.requireNonNullElse(pod.spec().serviceAccountName(), "");
        String named = spec.serviceAccountName();
        if (!named.equals(running)) {
            throw request.forbidden(prefix + "contains serviceAccountName (\"" + named
                    + "\") that differs from running pod (\"" + running + "\")");
        }
        ServiceAccount account =
                registries.get().registry(ServiceAccountType.KIND).find(request.namespace(), named);
        if (account == null) {
            throw again("while retrieving service account \"" + request.namespace() + "/" + named
                    + "\" named in the PodCertificateRequest: serviceaccount \"" + named + "\" not found");
        }
        if (!spec.serviceAccountUID().equals(account.uid())) {
            throw again(prefix + "names service account UID \"" + spec.serviceAccountUID()
                    + "\", which differs from the running service account (\"" + account.uid() + "\")");
        }
    }

    private static StatusException again(String why) {
        return StatusException.of(500, "", why);
    }
}
