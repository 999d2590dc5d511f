package io.gantry.api.validation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests for certificates (PKCS #10) as they are sent: in a block of PEM. Pure. */
public final class PemRequest {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN CERTIFICATE REQUEST-----(.*?)-----END CERTIFICATE REQUEST-----", Pattern.DOTALL);

    private static final int SEQUENCE = 0x30;

    private PemRequest() {}

    /**
     * The content of the first block, whatever it is.
     *
     * @throws IllegalArgumentException when there is no such block; the message is Kubernetes'
     */
    public static byte[] der(byte[] pem) {
        Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.US_ASCII));
        String none = "PEM block type must be CERTIFICATE REQUEST";
        if (!block.find()) {
            throw new IllegalArgumentException(none);
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(none, e); // what is no base64 is no block
        }
    }

    /** What is wrong with the form of a request, in Kubernetes' words; empty when it is a block that holds one whole sequence. */
    public static String wrong(byte[] pem) {
        byte[] der;
        try {
            der = der(pem);
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
        if (der.length < 2 || (der[0] & 0xff) != SEQUENCE) {
            return "asn1: structure error: tags don't match";
        }
        int first = der[1] & 0xff;
        int bytes = first < 0x80 ? 0 : first & 0x7f;
        long length = first < 0x80 ? first : 0;
        for (int i = 0; i < bytes && 2 + i < der.length; i++) {
            length = length << 8 | (der[2 + i] & 0xff);
        }
        if (bytes > 4 || 2L + bytes + length > der.length) {
            return "asn1: syntax error: data truncated";
        }
        return 2L + bytes + length < der.length ? "asn1: syntax error: trailing data" : "";
    }
}
