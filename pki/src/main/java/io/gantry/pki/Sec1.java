package io.gantry.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/**
 * An elliptic-curve key in the form of its own (RFC 5915), which OpenSSL and Go write too. Clients that take every {@code
 * PRIVATE KEY} for an RSA one, fabric8's for example, know by its label what it is.
 */
final class Sec1 {
    private Sec1() {}

    /**
     * {@code EC PRIVATE KEY} with its curve and public key: SEQUENCE { INTEGER 1, OCTET STRING key, [0] curve, [1] BIT STRING
     * point }.
     */
    static String encode(ECPrivateKey key, ECPublicKey publicKey) {
        int size = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(key.getParams());
            byte[] body = Der.sequence(
                    Der.integer(BigInteger.ONE),
                    Der.octets(padded(key.getS().toByteArray(), size)),
                    Der.tagged(0xa0, curve.getEncoded()),
                    Der.tagged(0xa1, Der.bits(Der.keyOf(publicKey.getEncoded()))));
            return Pem.encode("EC PRIVATE KEY", body);
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException("the key cannot be encoded", e);
        }
    }

    /** A positive number of just as many bytes. */
    private static byte[] padded(byte[] number, int size) {
        byte[] result = new byte[size];
        int length = Math.min(number.length, size);
        System.arraycopy(number, number.length - length, result, size - length, length);
        return result;
    }
}
