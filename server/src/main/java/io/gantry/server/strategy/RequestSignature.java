package io.gantry.server.strategy;

import io.gantry.api.validation.PemRequest;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Whether who asks for a certificate holds the key that it is for: the request (PKCS #10) is signed with it. */
final class RequestSignature {
    private RequestSignature() {}

    /**
     * What is wrong with a request's signature, in Kubernetes' words; empty for nothing.
     *
     * @param pem with which {@link PemRequest#wrong} finds no fault
     */
    static String wrong(byte[] pem) {
        CertificationRequest request;
        byte[] signed;
        byte[] key;
        try {
            request = CertificationRequest.getInstance(PemRequest.der(pem));
            signed = request.getCertificationRequestInfo().getEncoded();
            key = request.getCertificationRequestInfo()
                    .getSubjectPublicKeyInfo()
                    .getEncoded();
        } catch (RuntimeException | IOException e) { // the library throws what it happens on, such as an index
            return "asn1: structure error: tags don't match";
        }
        AlgorithmIdentifier algorithm = request.getSignatureAlgorithm();
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.md5WithRSAEncryption)) {
            return "x509: cannot verify signature: insecure algorithm MD5-RSA";
        }
        String keyType = request.getCertificationRequestInfo()
                .getSubjectPublicKeyInfo()
                .getAlgorithm()
                .getAlgorithm()
                .getId();
        PublicKey publicKey;
        Signature signature;
        try {
            publicKey = KeyFactory.getInstance(keyType).generatePublic(new X509EncodedKeySpec(key));
            signature = Signature.getInstance(algorithm.getAlgorithm().getId());
        } catch (NoSuchAlgorithmException e) {
            return "x509: cannot verify signature: algorithm unimplemented";
        } catch (GeneralSecurityException e) {
            return "x509: invalid public key";
        }
        try {
            if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
                parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded());
                signature.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
            }
            signature.initVerify(publicKey);
            signature.update(signed);
            return signature.verify(request.getSignature().getOctets()) ? "" : failure(publicKey);
        } catch (GeneralSecurityException | IOException e) {
            return failure(publicKey);
        }
    }

    private static String failure(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA", "RSASSA-PSS" -> "crypto/rsa: verification error";
            case "EC" -> "x509: ECDSA verification failure";
            default -> "x509: Ed25519 verification failure";
        };
    }
}
