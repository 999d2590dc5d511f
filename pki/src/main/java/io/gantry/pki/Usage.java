package io.gantry.pki;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate may be used for, under the names of {@code certificates.k8s.io} (KeyUsage). Either a bit of the key
 * usage extension (RFC 5280 §4.2.1.3, the first bit being the highest of the lowest byte) or a purpose of the extended one (§4.2.1.12).
 */
public enum Usage {
    SIGNING("signing", 1 << 7, null),
    DIGITAL_SIGNATURE("digital signature", 1 << 7, null),
    CONTENT_COMMITMENT("content commitment", 1 << 6, null),
    KEY_ENCIPHERMENT("key encipherment", 1 << 5, null),
    DATA_ENCIPHERMENT("data encipherment", 1 << 4, null),
    KEY_AGREEMENT("key agreement", 1 << 3, null),
    CERT_SIGN("cert sign", 1 << 2, null),
    CRL_SIGN("crl sign", 1 << 1, null),
    ENCIPHER_ONLY("encipher only", 1, null),
    DECIPHER_ONLY("decipher only", 1 << 15, null),
    ANY("any", 0, "2.5.29.37.0"),
    SERVER_AUTH("server auth", 0, "1.3.6.1.5.5.7.3.1"),
    CLIENT_AUTH("client auth", 0, "1.3.6.1.5.5.7.3.2"),
    CODE_SIGNING("code signing", 0, "1.3.6.1.5.5.7.3.3"),
    EMAIL_PROTECTION("email protection", 0, "1.3.6.1.5.5.7.3.4"),
    S_MIME("s/mime", 0, "1.3.6.1.5.5.7.3.4"),
    IPSEC_END_SYSTEM("ipsec end system", 0, "1.3.6.1.5.5.7.3.5"),
    IPSEC_TUNNEL("ipsec tunnel", 0, "1.3.6.1.5.5.7.3.6"),
    IPSEC_USER("ipsec user", 0, "1.3.6.1.5.5.7.3.7"),
    TIMESTAMPING("timestamping", 0, "1.3.6.1.5.5.7.3.8"),
    OCSP_SIGNING("ocsp signing", 0, "1.3.6.1.5.5.7.3.9"),
    MICROSOFT_SGC("microsoft sgc", 0, "1.3.6.1.4.1.311.10.3.3"),
    NETSCAPE_SGC("netscape sgc", 0, "2.16.840.1.113730.4.1");

    private final String text;
    private final int bit;
    private final @Nullable String purpose;

    Usage(String text, int bit, @Nullable String purpose) {
        this.text = text;
        this.bit = bit;
        this.purpose = purpose;
    }

    /** As Kubernetes writes it: {@code client auth}. */
    public String text() {
        return text;
    }

    int bit() {
        return bit;
    }

    /** The purpose's object identifier. */
    @Nullable
    String purpose() {
        return purpose;
    }

    public static Optional<Usage> parse(String text) {
        for (var usage : values()) {
            if (usage.text.equals(text)) {
                return Optional.of(usage);
            }
        }
        return Optional.empty();
    }
}
