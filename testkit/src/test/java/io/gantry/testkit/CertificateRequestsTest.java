package io.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestBuilder;
import io.gantry.api.certificates.v1.CertificateSigningRequestCondition;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpecBuilder;
import io.gantry.api.certificates.v1.CertificateSigningRequestStatus;
import io.gantry.api.certificates.v1.CertificateSigningRequestType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import io.gantry.client.http.HttpApiClient;
import io.gantry.client.http.KubeconfigFile;
import io.gantry.pki.Pem;
import io.gantry.testkit.junit.GantryExtension;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Certificates that are asked for through the API. */
class CertificateRequestsTest {
    @RegisterExtension
    static final GantryExtension GANTRY =
            GantryExtension.of(GantryCluster.builder().withLoops());

    private static CertificateSigningRequest request(Client client, String name, String signer, String subject)
            throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        KeyPair pair = keys.generateKeyPair();
        byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        return client.create(
                CertificateSigningRequestType.KIND,
                CertificateSigningRequestBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name(name).build())
                        .spec(CertificateSigningRequestSpecBuilder.of()
                                .request(Bytes.utf8(Pem.encode("CERTIFICATE REQUEST", request)))
                                .signerName(signer)
                                .usages(List.of("digital signature", "client auth"))
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
    }

    private static HttpApiClient as(TestUser user) throws IOException {
        user.allowedTo("create", "certificatesigningrequests.certificates.k8s.io");
        return new HttpApiClient(KubeconfigFile.load(user.kubeconfigFile(), ""), Time.system(), "test/1");
    }

    private static boolean issued(CertificateSigningRequest request) {
        return request.status().certificate() != null;
    }

    private static X509Certificate certificate(CertificateSigningRequest request) {
        return Pem.certificates(
                        "status.certificate",
                        Objects.requireNonNull(request.status().certificate()).utf8())
                .getFirst();
    }

    @Test
    void whatAnAdministratorApprovesIsSigned(GantryCluster cluster, Client client) throws Exception {
        CertificateSigningRequest asked =
                request(client, "jane", "kubernetes.io/kube-apiserver-client", "CN=jane,O=people");
        client.updateSubresource(
                CertificateSigningRequestType.KIND,
                new CertificateSigningRequest(
                        asked.metadata(),
                        asked.spec(),
                        new CertificateSigningRequestStatus(
                                List.of(new CertificateSigningRequestCondition(
                                        "Approved", "Test", "she may", null, null, "True")),
                                null)),
                "approval",
                WriteOptions.DEFAULT);

        X509Certificate certificate = certificate(cluster.await(CertificateSigningRequestType.KIND, "", "jane")
                .until("be issued", CertificateRequestsTest::issued));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("O=people,CN=jane");
        certificate.verify(Pem.certificates("authority", cluster.authorityCertificate())
                .getFirst()
                .getPublicKey());
    }

    @Test
    void aNodeMayHaveItsOwnAndNobodyAnothers(GantryCluster cluster) throws Exception {
        cluster.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: nodes-renew}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient'}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: 'system:nodes'}]
                """);
        try (var other = as(cluster.user("other"));
                var node = as(cluster.user("system:node:a", "system:nodes"))) {
            request(other, "another", "kubernetes.io/kube-apiserver-client-kubelet", "CN=system:node:a,O=system:nodes");
            request(node, "own", "kubernetes.io/kube-apiserver-client-kubelet", "CN=system:node:a,O=system:nodes");
        }

        CertificateSigningRequest own = cluster.await(CertificateSigningRequestType.KIND, "", "own")
                .until("be issued", CertificateRequestsTest::issued);
        assertThat(own.status().conditions())
                .extracting(CertificateSigningRequestCondition::message)
                .containsExactly("Auto approving self kubelet client certificate after SubjectAccessReview.");
        assertThat(certificate(own).getSubjectX500Principal().getName()).isEqualTo("O=system:nodes,CN=system:node:a");
        assertThat(cluster.client()
                        .get(CertificateSigningRequestType.KIND, "", "another")
                        .status()
                        .conditions())
                .as("asked for first, and not approved")
                .isEmpty();
    }
}
