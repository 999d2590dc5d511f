package io.gantry.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.operator.ContentSigner;

/**
 * New keys on P-256 (secp256r1), and signatures of certificates by them, with Bouncy Castle's arithmetic. The JDK makes a table of the
 * curve's multiples at the first use, whose cost, until the JIT has compiled all that it takes, is a fifth of a cluster's first start.
 * What comes later and often, tokens, stays with the JDK. Thread-safe.
 */
final class P256 {
    private static final ECParameterSpec JDK = jdkParameters();
    private static final ECDomainParameters DOMAIN = domain(JDK);

    private P256() {}

    private static ECParameterSpec jdkParameters() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new PkiException("this JDK does not know the curve P-256", e);
        }
    }

    private static ECDomainParameters domain(ECParameterSpec spec) {
        var curve = new SecP256R1Curve();
        var generator = spec.getGenerator();
        return new ECDomainParameters(
                curve,
                curve.createPoint(generator.getAffineX(), generator.getAffineY()),
                spec.getOrder(),
                BigInteger.valueOf(spec.getCofactor()));
    }

    static KeyPair generate(SecureRandom random) {
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(DOMAIN, random));
        var pair = generator.generateKeyPair();
        var point = ((ECPublicKeyParameters) pair.getPublic()).getQ().normalize();
        var number = ((ECPrivateKeyParameters) pair.getPrivate()).getD();
        try {
            var factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new ECPublicKeySpec(
                            new ECPoint(
                                    point.getAffineXCoord().toBigInteger(),
                                    point.getAffineYCoord().toBigInteger()),
                            JDK)),
                    factory.generatePrivate(new ECPrivateKeySpec(number, JDK)));
        } catch (GeneralSecurityException e) {
            throw new PkiException("the key is none that this JDK takes", e);
        }
    }

    /** Whether the key is on this curve. */
    static boolean has(ECPrivateKey key) {
        return key.getParams().getCurve().equals(JDK.getCurve());
    }

    /** Signs what is written to it by ECDSA with SHA-256. For one signature. */
    static ContentSigner signer(ECPrivateKey key, SecureRandom random) {
        var signer = new ECDSASigner();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(key.getS(), DOMAIN), random));
        var content = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            }

            @Override
            public OutputStream getOutputStream() {
                return content;
            }

            @Override
            public byte[] getSignature() {
                try {
                    var signature = signer.generateSignature(
                            MessageDigest.getInstance("SHA-256").digest(content.toByteArray()));
                    return StandardDSAEncoding.INSTANCE.encode(DOMAIN.getN(), signature[0], signature[1]);
                } catch (GeneralSecurityException | IOException e) {
                    throw new PkiException("the certificate cannot be signed", e);
                }
            }
        };
    }
}
