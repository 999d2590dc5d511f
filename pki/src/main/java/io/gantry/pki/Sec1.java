package io.gantry.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/**
 * An elliptic-curve key in the form of its own (RFC 5915), which OpenSSL and Go write too: SEQUENCE { INTEGER 1, OCTET STRING
 * key, [0] curve, [1] BIT STRING point }, where the curve may be left to what is around it.
 */
final class Sec1 {
    private Sec1() {}

    /**
     * {@code EC PRIVATE KEY} with its curve and public key. Clients that take every {@code PRIVATE KEY} for an RSA one, fabric8's
     * for example, know by this label what it is.
     */
    static String encode(ECPrivateKey key, ECPublicKey publicKey) {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(key.getParams());
            return Pem.encode("EC PRIVATE KEY", structure(key, publicKey, tagged(0xa0, curve.getEncoded())));
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException("the key cannot be encoded", e);
        }
    }

    /** The same in PKCS #8, which names the curve: SEQUENCE { INTEGER 0, algorithm, OCTET STRING }. It ends with {@link #bits}. */
    static byte[] pkcs8(ECPrivateKey key, ECPublicKey publicKey) {
        byte[] info = publicKey.getEncoded();
        // SubjectPublicKeyInfo is SEQUENCE { algorithm, BIT STRING point }; an algorithm is shorter than 128 bytes.
        int start = info[1] >= 0 ? 2 : 2 + (info[1] & 0x7f);
        byte[] algorithm = Arrays.copyOfRange(info, start, start + 2 + info[start + 1]);
        return tagged(
                0x30,
                join(new byte[] {0x02, 0x01, 0x00}, algorithm, tagged(0x04, structure(key, publicKey, new byte[0]))));
    }

    private static byte[] structure(ECPrivateKey key, ECPublicKey publicKey, byte[] curve) {
        int size = size(key);
        return tagged(
                0x30,
                join(
                        new byte[] {0x02, 0x01, 0x01},
                        tagged(0x04, padded(key.getS().toByteArray(), size)),
                        curve,
                        tagged(0xa1, tagged(0x03, bits(publicKey)))));
    }

    /** A public key as SubjectPublicKeyInfo ends with it: a bit string's 0 spare bits, 0x04, and both coordinates. */
    static byte[] bits(ECPublicKey key) {
        byte[] info = key.getEncoded();
        return Arrays.copyOfRange(info, info.length - 2 * size(key) - 2, info.length);
    }

    /** The bytes of a coordinate. */
    private static int size(ECKey key) {
        return (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    }

    /** A positive number of just as many bytes. */
    private static byte[] padded(byte[] number, int size) {
        byte[] result = new byte[size];
        int length = Math.min(number.length, size);
        System.arraycopy(number, number.length - length, result, size - length, length);
        return result;
    }

    /** Contents of curves up to 521 bits are shorter than 256 bytes. */
    private static byte[] tagged(int tag, byte[] content) {
        byte[] head = content.length < 0x80
                ? new byte[] {(byte) tag, (byte) content.length}
                : new byte[] {(byte) tag, (byte) 0x81, (byte) content.length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
