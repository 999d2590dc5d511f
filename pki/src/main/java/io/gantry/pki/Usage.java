package io.gantry.pki;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate may be used for, under the names of {@code certificates.k8s.io} (KeyUsage). Either a bit of the key
 * usage extension (RFC 5280 §4.2.1.3, numbered as Bouncy Castle does) or a purpose of the extended one (§4.2.1.12).
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
    ANY("any", 0, KeyPurposeId.anyExtendedKeyUsage),
    SERVER_AUTH("server auth", 0, KeyPurposeId.id_kp_serverAuth),
    CLIENT_AUTH("client auth", 0, KeyPurposeId.id_kp_clientAuth),
    CODE_SIGNING("code signing", 0, KeyPurposeId.id_kp_codeSigning),
    EMAIL_PROTECTION("email protection", 0, KeyPurposeId.id_kp_emailProtection),
    S_MIME("s/mime", 0, KeyPurposeId.id_kp_emailProtection),
    IPSEC_END_SYSTEM("ipsec end system", 0, KeyPurposeId.id_kp_ipsecEndSystem),
    IPSEC_TUNNEL("ipsec tunnel", 0, KeyPurposeId.id_kp_ipsecTunnel),
    IPSEC_USER("ipsec user", 0, KeyPurposeId.id_kp_ipsecUser),
    TIMESTAMPING("timestamping", 0, KeyPurposeId.id_kp_timeStamping),
    OCSP_SIGNING("ocsp signing", 0, KeyPurposeId.id_kp_OCSPSigning),
    MICROSOFT_SGC("microsoft sgc", 0, KeyPurposeId.id_kp_msSGC),
    NETSCAPE_SGC("netscape sgc", 0, KeyPurposeId.id_kp_nsSGC);

    private final String text;
    private final int bit;
    private final @Nullable String purposeId;

    Usage(String text, int bit, @Nullable KeyPurposeId purpose) {
        this.text = text;
        this.bit = bit;
        this.purposeId = purpose == null ? null : purpose.getId();
    }

    /** As Kubernetes writes it: {@code client auth}. */
    public String text() {
        return text;
    }

    int bit() {
        return bit;
    }

    @Nullable
    KeyPurposeId purpose() {
        return purposeId == null ? null : KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purposeId));
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
