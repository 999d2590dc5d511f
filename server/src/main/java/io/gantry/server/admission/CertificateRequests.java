package io.gantry.server.admission;

import io.gantry.api.validation.PemRequest;
import java.io.IOException;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.CertificationRequest;

/** Who a certificate is asked for. Pure. */
final class CertificateRequests {
    private CertificateRequests() {}

    /** The common name of a subject, the last when it has several; empty when it has none. */
    static String commonName(X500Principal subject) {
        String name = "";
        try {
            for (Rdn rdn : new LdapName(subject.getName(X500Principal.RFC2253)).getRdns()) {
                Attribute common = rdn.toAttributes().get("CN");
                if (common != null) {
                    name = String.valueOf(common.get());
                }
            }
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("the subject is no name", e);
        } catch (NamingException e) {
            throw new IllegalArgumentException("the subject has a common name without a value", e);
        }
        return name;
    }

    /**
     * The subject of a PKCS #10 request in PEM.
     *
     * @throws IllegalArgumentException if it is no such request
     */
    static X500Principal subject(byte[] pem) {
        byte[] der = PemRequest.der(pem);
        try {
            return new X500Principal(CertificationRequest.getInstance(der)
                    .getCertificationRequestInfo()
                    .getSubject()
                    .getEncoded());
        } catch (RuntimeException | IOException e) { // the library throws what it happens on, such as an index
            throw new IllegalArgumentException("this is no certificate request", e);
        }
    }
}
