package io.gantry.controllers.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestBuilder;
import io.gantry.api.certificates.v1.CertificateSigningRequestCondition;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpecBuilder;
import io.gantry.api.certificates.v1.CertificateSigningRequestStatus;
import io.gantry.api.certificates.v1.CertificateSigningRequestType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateLoopsTest {
    private static final Duration LIFE = Duration.ofDays(2);

    /** Its requests are texts: the common name, or one that cannot be read. */
    private final class TextSigner implements Signer {
        @Override
        public Requested read(Bytes request) {
            if (request.utf8().equals("broken")) {
                throw new IllegalArgumentException("it is broken");
            }
            return new Requested(request.utf8(), List.of("people"), false, false, false, false);
        }

        @Override
        public Bytes sign(Bytes request, List<String> usages, Duration lifetime) {
            return Bytes.utf8(request.utf8() + " for " + usages + " in " + lifetime);
        }

        @Override
        public Instant end(Bytes certificate) {
            return start.plus(LIFE);
        }
    }

    private final SimCluster cluster = new SimCluster(context ->
            List.of(SigningLoop.create(context, new TextSigner()), CleanerLoop.create(context, new TextSigner())));
    private final Instant start = cluster.time.now();

    private void request(String name, String signer, String request, @Nullable Integer seconds, String... conditions) {
        CertificateSigningRequest created = cluster.client.create(
                CertificateSigningRequestType.KIND,
                CertificateSigningRequestBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name(name).build())
                        .spec(CertificateSigningRequestSpecBuilder.of()
                                .request(Bytes.utf8(request))
                                .signerName(signer)
                                .usages(List.of("client auth"))
                                .expirationSeconds(seconds)
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        List<CertificateSigningRequestCondition> given = List.of(conditions).stream()
                .map(type ->
                        new CertificateSigningRequestCondition(type, "Test", null, cluster.time.now(), null, "True"))
                .toList();
        cluster.client.updateStatus(
                CertificateSigningRequestType.KIND,
                new CertificateSigningRequest(
                        created.metadata(), created.spec(), new CertificateSigningRequestStatus(given, null)),
                WriteOptions.DEFAULT);
    }

    private @Nullable CertificateSigningRequest find(String name) {
        return cluster.client.find(CertificateSigningRequestType.KIND, "", name).orElse(null);
    }

    private String certificate(String name) {
        CertificateSigningRequest request = find(name);
        Bytes certificate = request == null ? null : Requests.certificate(request);
        return certificate == null ? "none" : certificate.utf8();
    }

    @Test
    void whatIsApprovedIsSigned() {
        request("year", SignerRules.CLIENT, "jane", null, "Approved");
        request("short", SignerRules.CLIENT, "jane", 60, "Approved");
        request("hours", SignerRules.CLIENT, "jane", 7200, "Approved");
        request("long", SignerRules.LEGACY, "jane", 2_000_000_000, "Approved");
        request("waits", SignerRules.CLIENT, "jane", null);
        request("denied", SignerRules.CLIENT, "jane", null, "Approved", "Denied");
        request("theirs", "example.com/theirs", "jane", null, "Approved");
        cluster.settle();

        assertThat(certificate("year")).isEqualTo("jane for [client auth] in PT8760H");
        assertThat(certificate("short")).isEqualTo("jane for [client auth] in PT10M");
        assertThat(certificate("hours")).isEqualTo("jane for [client auth] in PT2H");
        assertThat(certificate("long")).isEqualTo("jane for [client auth] in PT8760H");
        assertThat(List.of("waits", "denied", "theirs"))
                .allMatch(name -> certificate(name).equals("none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubernetes.io/kube-apiserver-client | broken | it is broken",
                "kubernetes.io/kubelet-serving | system:node:a | subject organization is not system:nodes",
            })
    void whatCannotBeSignedFails(String signer, String request, String why) {
        request("bad", signer, request, null, "Approved");
        cluster.settle();

        CertificateSigningRequest failed = find("bad");
        assertThat(failed).isNotNull();
        CertificateSigningRequestCondition condition = Requests.find(failed, Requests.FAILED);
        assertThat(condition).isNotNull();
        assertThat(condition.reason()).isEqualTo("SignerValidationFailure");
        assertThat(condition.message()).isEqualTo(why);
        assertThat(certificate("bad")).isEqualTo("none");
    }

    @Test
    void whatIsOfNoMoreUseGoes() {
        request("issued", SignerRules.CLIENT, "jane", null, "Approved");
        request("denied", SignerRules.CLIENT, "jane", null, "Denied");
        request("failed", SignerRules.CLIENT, "broken", null, "Approved");
        request("pending", SignerRules.CLIENT, "jane", null);
        request("unsigned", "example.com/theirs", "jane", null, "Approved");
        cluster.settle();

        cluster.run(Duration.ofMinutes(59));
        assertThat(List.of("issued", "denied", "failed", "pending")).allMatch(name -> find(name) != null);
        cluster.run(Duration.ofMinutes(2));
        assertThat(List.of("issued", "denied", "failed")).allMatch(name -> find(name) == null);
        assertThat(find("pending")).isNotNull();
        cluster.run(Duration.ofHours(24));
        assertThat(find("pending")).isNull();
        assertThat(find("unsigned")).as("nobody knows whether it will be").isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kubernetes.io/kube-apiserver-client | client auth | jane | people | |
            kubernetes.io/kube-apiserver-client | client auth,server auth | jane | people | | invalid usage for client certificate: server auth
            kubernetes.io/kube-apiserver-client | digital signature | jane | people | | missing required usage for client certificate: client auth
            kubernetes.io/kube-apiserver-client-kubelet | client auth,digital signature | system:node:a | system:nodes | |
            kubernetes.io/kube-apiserver-client-kubelet | client auth,digital signature | a | system:nodes | | subject common name does not begin with system:node:
            kubernetes.io/kube-apiserver-client-kubelet | client auth | system:node:a | system:nodes | | usages did not match [client auth digital signature key encipherment]
            kubernetes.io/kube-apiserver-client-kubelet | client auth,digital signature | system:node:a | system:nodes | dns | DNS subjectAltNames are not allowed
            kubernetes.io/kube-apiserver-client-kubelet | client auth,digital signature | system:node:a | system:nodes | ip | IP subjectAltNames are not allowed
            kubernetes.io/kube-apiserver-client-kubelet | client auth,digital signature | system:node:a | system:nodes | email | Email subjectAltNames are not allowed
            kubernetes.io/kube-apiserver-client-kubelet | client auth,digital signature | system:node:a | system:nodes | uri | URI subjectAltNames are not allowed
            kubernetes.io/kubelet-serving | server auth,digital signature,key encipherment | system:node:a | system:nodes | dns |
            kubernetes.io/kubelet-serving | server auth,digital signature | system:node:a | system:nodes | | DNS or IP subjectAltName is required
            kubernetes.io/kubelet-serving | client auth,digital signature | system:node:a | system:nodes | ip | usages did not match [digital signature key encipherment server auth]
            kubernetes.io/legacy-unknown | any | jane | people | uri |
            """)
    void signersHaveRules(
            String signer,
            String usages,
            String name,
            String organization,
            @Nullable String more,
            @Nullable String why) {
        var asked = new Signer.Requested(
                name,
                List.of(organization),
                "dns".equals(more),
                "ip".equals(more),
                "email".equals(more),
                "uri".equals(more));
        String problem = SignerRules.problem(signer, asked, List.of(usages.split(",")));
        assertThat(problem == null ? null : problem.strip()).isEqualTo(why);
    }
}
