package io.gantry.server.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpecBuilder;
import io.gantry.api.certificates.v1.CertificateSigningRequestStatus;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.api.validation.FieldError;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSignatureTest {
    private static KeyPair keys(String type, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        if (size > 0) {
            generator.initialize(size);
        }
        return generator.generateKeyPair();
    }

    private static byte[] request(KeyPair asked, KeyPair signer, String algorithm) throws Exception {
        CertificationRequestInfo info = new CertificationRequestInfo(
                new X500Name("CN=x"),
                SubjectPublicKeyInfo.getInstance(asked.getPublic().getEncoded()),
                new DERSet());
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(signer.getPrivate());
        signature.update(info.getEncoded());
        byte[] der = new CertificationRequest(
                        info,
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm)),
                        new DERBitString(signature.sign()))
                .getEncoded();
        return pem(der);
    }

    private static byte[] pem(byte[] der) {
        return ("-----BEGIN CERTIFICATE REQUEST-----\n"
                        + Base64.getMimeEncoder().encodeToString(der) + "\n-----END CERTIFICATE REQUEST-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 2048, 1.2.840.113549.1.1.11, crypto/rsa: verification error",
        "EC, 256, 1.2.840.10045.4.3.2, x509: ECDSA verification failure",
        "Ed25519, 0, 1.3.101.112, x509: Ed25519 verification failure",
        "RSA, 2048, 1.2.840.113549.1.1.4, x509: cannot verify signature: insecure algorithm MD5-RSA"
    })
    void whoAsksHoldsTheKey(String type, int size, String algorithm, String failure) throws Exception {
        KeyPair own = keys(type, size);
        boolean secure = !failure.endsWith("MD5-RSA");

        assertThat(RequestSignature.wrong(request(own, own, algorithm))).isEqualTo(secure ? "" : failure);
        assertThat(RequestSignature.wrong(request(own, keys(type, size), algorithm)))
                .isEqualTo(failure);
    }

    @Test
    void whatIsNoRequest() {
        assertThat(RequestSignature.wrong(pem(new byte[] {0x30, 0})))
                .isEqualTo("asn1: structure error: tags don't match");
        assertThat(RequestSignature.wrong(pem(new byte[] {0x30, 3, 2, 1, 1})))
                .isEqualTo("asn1: structure error: tags don't match");
    }

    @Test
    void itIsAskedWhenTheRequestIsMade() throws Exception {
        KeyPair own = keys("EC", 256);
        byte[] stolen = request(own, keys("EC", 256), "1.2.840.10045.4.3.2");
        SigningRequestStrategy strategy = new SigningRequestStrategy();

        assertThat(strategy.check(of(request(own, own, "1.2.840.10045.4.3.2")), null))
                .isEmpty();
        assertThat(strategy.check(of(stolen), null))
                .extracting(FieldError::toString)
                .containsExactly("spec.request: Invalid value: \""
                        + Base64.getEncoder().encodeToString(stolen) + "\": x509: ECDSA verification failure");
        assertThat(strategy.check(of(stolen), of(stolen))).isEmpty();
        assertThat(strategy.check(of(new byte[] {1}), null)).isEmpty();
    }

    private static CertificateSigningRequest of(byte[] pem) {
        return new CertificateSigningRequest(
                ObjectMetaBuilder.of().name("x").build(),
                CertificateSigningRequestSpecBuilder.of()
                        .request(Bytes.copyOf(pem))
                        .build(),
                new CertificateSigningRequestStatus(List.of(), null));
    }

    @Test
    void aKeyOfAnotherKindThanTheSignature() throws Exception {
        byte[] mixed = request(keys("RSA", 2048), keys("EC", 256), "1.2.840.10045.4.3.2");

        assertThat(RequestSignature.wrong(mixed)).isEqualTo("crypto/rsa: verification error");
    }
}
