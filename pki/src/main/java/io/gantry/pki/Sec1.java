package io.gantry.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

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
            byte[] info = publicKey.getEncoded();
            // A point as SubjectPublicKeyInfo ends with it: 0x04 and both coordinates; a bit string starts with its 0
            // spare bits.
            byte[] point = Arrays.copyOfRange(info, info.length - 2 * size - 2, info.length);
            byte[] body = join(
                    new byte[] {0x02, 0x01, 0x01},
                    tagged(0x04, padded(key.getS().toByteArray(), size)),
                    tagged(0xa0, curve.getEncoded()),
                    tagged(0xa1, tagged(0x03, point)));
            return Pem.encode("EC PRIVATE KEY", tagged(0x30, body));
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
