package io.gantry.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.x509.Time;

/**
 * Times as certificates write them (RFC 5280, 4.1.2.5): whole seconds, with two digits of the year up to 2049 and four
 * from 2050 on.
 *
 * <p>Bouncy Castle's own ways from a date or a text go by java.text, whose first calendar costs a starting program as
 * much time as two keys.
 */
final class CertificateTime {
    private static final Instant FIRST_LONG_YEAR = Instant.parse("2050-01-01T00:00:00Z");

    private CertificateTime() {}

    /** @param time in the years 1950 to 9999; parts of a second are cut off */
    static Time of(Instant time) {
        var digits = time.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("-", "")
                .replace("T", "")
                .replace(":", "");
        return time.isBefore(FIRST_LONG_YEAR)
                ? encoded(BERTags.UTC_TIME, digits.substring(2))
                : encoded(BERTags.GENERALIZED_TIME, digits);
    }

    private static Time encoded(int tag, String digits) {
        var text = digits.getBytes(StandardCharsets.US_ASCII);
        var der = new byte[2 + text.length];
        der[0] = (byte) tag;
        der[1] = (byte) text.length;
        System.arraycopy(text, 0, der, 2, text.length);
        try {
            return Time.getInstance(ASN1Primitive.fromByteArray(der));
        } catch (IOException e) {
            throw new PkiException("not a time for a certificate: " + digits, e);
        }
    }
}
