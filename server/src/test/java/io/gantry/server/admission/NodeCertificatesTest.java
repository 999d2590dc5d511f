package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeObject;
import io.gantry.api.certificates.v1beta1.PodCertificateRequest;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeCertificatesTest {
    private static final UserInfo NODE = UserInfo.of("system:node:n1", "system:nodes", UserInfo.AUTHENTICATED);

    private final AdmissionFixture cluster = new AdmissionFixture();
    private final NodeRestriction plugin =
            new NodeRestriction(() -> cluster.registries, () -> asked -> Decision.noOpinion(""));

    @BeforeEach
    void objects() {
        cluster.create("{apiVersion: v1, kind: Node, metadata: {name: n1}}");
        cluster.create("""
                {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop},
                 spec: {nodeName: n1, containers: [{name: a, image: x}]}}
                """);
        cluster.create("""
                {apiVersion: v1, kind: Pod, metadata: {name: elsewhere, namespace: shop},
                 spec: {nodeName: n2, containers: [{name: a, image: x}]}}
                """);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void admit(KubeObject object) {
        plugin.mutate(
                new AdmissionRequest(
                        Operation.CREATE, object.kind(), "", object.namespace(), "", object, null, NODE, false),
                object);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubernetes.io/kubelet-serving | CN=system:node:n1,O=system:nodes | ''",
                "kubernetes.io/kube-apiserver-client-kubelet | CN=system:node:n1,O=system:nodes | ''",
                "kubernetes.io/kube-apiserver-client-kubelet | CN=system:node:n2,O=system:nodes"
                        + " | can only create a node CSR with CN=system:node:n1",
                "kubernetes.io/kubelet-serving | O=system:nodes | can only create a node CSR with CN=system:node:n1",
                "example.com/own | CN=system:node:n2 | ''",
            })
    void aNodeAsksForCertificatesOfItsOwn(String signer, String subject, String why) {
        String pem = Base64.getEncoder().encodeToString(CertificateAdmissionTest.pem(subject));
        KubeObject csr = AdmissionFixture.parse("""
                apiVersion: certificates.k8s.io/v1
                kind: CertificateSigningRequest
                metadata: {name: c}
                spec: {signerName: %s, usages: [client auth], request: %s}
                """.formatted(signer, pem));
        if (why.isEmpty()) {
            admit(csr);
        } else {
            assertThatThrownBy(() -> admit(csr)).hasMessageEndingWith(" is forbidden: " + why);
        }
    }

    private KubeObject request(String pod, String node, String podUid, String accountUid) {
        return AdmissionFixture.parse("""
                apiVersion: certificates.k8s.io/v1beta1
                kind: PodCertificateRequest
                metadata: {name: r, namespace: shop}
                spec:
                  signerName: example.com/a
                  podName: %s
                  podUID: "%s"
                  serviceAccountName: default
                  serviceAccountUID: "%s"
                  nodeName: %s
                  nodeUID: "%s"
                  stubPKCS10Request: AAAA
                """.formatted(
                pod, podUid, accountUid, node, cluster.get(NodeType.KIND, "n1").uid()));
    }

    @Test
    void aNodeAsksForCertificatesOfThePodsOnItWithWhatIsTrueOfThem() {
        String pod = cluster.get(PodType.KIND, "p").uid();
        String other = cluster.get(PodType.KIND, "elsewhere").uid();
        String account = cluster.get(ServiceAccountType.KIND, "default").uid();
        KubeObject right = request("p", "n1", pod, account);
        assertThat(right).isInstanceOf(PodCertificateRequest.class);
        admit(right);
        assertThatThrownBy(() -> admit(request("p", "n2", pod, account)))
                .hasMessageEndingWith("is forbidden: PodCertificateRequest.Spec.NodeName=\"n2\", which is not the "
                        + "requesting node \"n1\"");
        assertThatThrownBy(() -> admit(request("elsewhere", "n1", other, account)))
                .hasMessageEndingWith("is forbidden: pod \"shop/elsewhere\" is not running on node \"n1\" named in the "
                        + "PodCertificateRequest");
        assertThatThrownBy(() -> admit(request("p", "n1", "old", account)))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.status().code()).isEqualTo(500))
                .hasMessage("PodCertificateRequest for pod \"shop/p\" contains pod UID (\"old\") which differs from "
                        + "running pod \"" + pod + "\"");
        assertThatThrownBy(() -> admit(request("p", "n1", pod, "old")))
                .hasMessage("PodCertificateRequest for pod \"shop/p\" names service account UID \"old\", which differs "
                        + "from the running service account (\"" + account + "\")");
    }
}
