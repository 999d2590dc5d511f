package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeObject;
import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestCondition;
import io.gantry.api.certificates.v1.CertificateSigningRequestStatus;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateAdmissionTest {
    private static final String CLIENT = "kubernetes.io/kube-apiserver-client";

    /** Allows what is named {@code verb signer}. */
    private static Signers allowing(String... rights) {
        Authorizer authorizer = asked -> List.of(rights).contains(asked.verb() + " " + asked.name())
                        && asked.resource().equals("signers")
                ? Decision.allow("")
                : Decision.noOpinion("");
        return new Signers(() -> authorizer);
    }

    private static CertificateSigningRequest csr(String signer, String subject) {
        return (CertificateSigningRequest)
                AdmissionFixture.parse("""
                apiVersion: certificates.k8s.io/v1
                kind: CertificateSigningRequest
                metadata: {name: c}
                spec: {signerName: %s, usages: [client auth], request: %s}
                """.formatted(signer, Base64.getEncoder().encodeToString(pem(subject))));
    }

    /** A certificate request that says who asks; for no key, and signed by nobody. */
    static byte[] pem(String subject) {
        AlgorithmIdentifier none = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3"));
        CertificationRequestInfo info = new CertificationRequestInfo(
                X500Name.getInstance(new X500Principal(subject).getEncoded()),
                new SubjectPublicKeyInfo(none, new byte[0]),
                new DERSet());
        try {
            byte[] request = new CertificationRequest(info, none, new DERBitString(new byte[0])).getEncoded();
            return ("-----BEGIN CERTIFICATE REQUEST-----\n"
                            + Base64.getEncoder().encodeToString(request) + "\n-----END CERTIFICATE REQUEST-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AdmissionRequest request(
            Operation operation, String subresource, KubeObject object, @Nullable KubeObject old) {
        return new AdmissionRequest(
                operation, object.kind(), subresource, "", "c", object, old, UserInfo.of("ann"), false);
    }

    private static CertificateSigningRequest with(CertificateSigningRequest csr, String condition) {
        return new CertificateSigningRequest(
                csr.metadata(),
                csr.spec(),
                new CertificateSigningRequestStatus(
                        List.of(new CertificateSigningRequestCondition(condition, null, null, null, null, "True")),
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "approve example.com/a, true",
        "approve example.com/*, true",
        "approve example.com/b, false",
        "sign example.com/a, false"
    })
    void onlyWhoMayApproveForTheSignerApproves(String right, boolean allowed) {
        CertificateSigningRequest old = csr("example.com/a", "CN=x");
        var step = new CertificateApproval(allowing(right));
        AdmissionRequest request = request(Operation.UPDATE, "approval", with(old, "Approved"), old);
        if (allowed) {
            assertThatCode(() -> step.validate(request)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> step.validate(request))
                    .hasMessage(
                            "certificatesigningrequests.certificates.k8s.io \"c\" is forbidden: user not permitted to "
                                    + "approve requests with signerName \"example.com/a\"");
        }
    }

    @Test
    void onlyWhoMaySignWritesACertificate() {
        CertificateSigningRequest old = csr("example.com/a", "CN=x");
        AdmissionRequest request = request(Operation.UPDATE, "status", with(old, "Failed"), old);
        assertThatThrownBy(() -> new CertificateSigning(allowing("approve example.com/a")).validate(request))
                .hasMessageEndingWith("user not permitted to sign requests with signerName \"example.com/a\"");
        assertThatCode(() -> new CertificateSigning(allowing("sign example.com/*")).validate(request))
                .doesNotThrowAnyException();
        assertThatCode(() -> new CertificateSigning(allowing()).validate(request(Operation.UPDATE, "status", old, old)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubernetes.io/kube-apiserver-client | CN=x,O=system:masters | true",
                "kubernetes.io/kube-apiserver-client | CN=x,O=devs,O=system:masters | true",
                "kubernetes.io/kube-apiserver-client | CN=x,O=devs | false",
                "kubernetes.io/kube-apiserver-client | CN=system:masters | false",
                "example.com/a | CN=x,O=system:masters | false",
            })
    void nobodyBecomesMasterByACertificate(String signer, String subject, boolean refused) {
        AdmissionRequest request = request(Operation.CREATE, "", csr(signer, subject), null);
        if (refused) {
            assertThatThrownBy(() -> new CertificateSubjects().validate(request))
                    .hasMessageEndingWith("use of " + CLIENT + " signer with system:masters group is not allowed");
        } else {
            assertThatCode(() -> new CertificateSubjects().validate(request)).doesNotThrowAnyException();
        }
    }

    @Test
    void whatIsNoRequestIsRefused() {
        CertificateSigningRequest odd = (CertificateSigningRequest) AdmissionFixture.parse("""
                apiVersion: certificates.k8s.io/v1
                kind: CertificateSigningRequest
                metadata: {name: c}
                spec: {signerName: %s, usages: [client auth], request: AAAA}
                """.formatted(CLIENT));
        assertThatThrownBy(() -> new CertificateSubjects().validate(request(Operation.CREATE, "", odd, null)))
                .hasMessageEndingWith("failed to parse CSR: PEM block type must be CERTIFICATE REQUEST");
    }

    @Test
    void rootsArePublishedByWhoSpeaksForTheSigner() {
        KubeObject bundle = AdmissionFixture.parse("""
                apiVersion: certificates.k8s.io/v1beta1
                kind: ClusterTrustBundle
                metadata: {name: example.com:a:roots}
                spec: {signerName: example.com/a, trustBundle: x}
                """);
        AdmissionRequest request = request(Operation.CREATE, "", bundle, null);
        assertThatThrownBy(() -> new TrustBundleAttest(allowing()).validate(request))
                .hasMessageEndingWith("user not permitted to attest for signerName \"example.com/a\"");
        assertThatCode(() -> new TrustBundleAttest(allowing("attest example.com/a")).validate(request))
                .doesNotThrowAnyException();
    }
}
