package io.gantry.server.admission;

import io.gantry.api.validation.PemRequest;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Who a certificate is asked for. Pure. */
final class CertificateRequests {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

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
     * The subject of a PKCS #10 request in PEM: the second field of the first field (RFC 2986).
     *
     * @throws IllegalArgumentException if it is no such request
     */
    static X500Principal subject(byte[] pem) {
        byte[] der = PemRequest.der(pem);
        int request = content(der, 0, SEQUENCE);
        int info = content(der, request, SEQUENCE);
        int version = content(der, info, INTEGER);
        int subject = version + length(der, info + 1);
        int end = content(der, subject, SEQUENCE) + length(der, subject + 1);
        if (end > der.length) {
            throw new IllegalArgumentException("the request is cut off");
        }
        byte[] name = new byte[end - subject];
        System.arraycopy(der, subject, name, 0, name.length);
        return new X500Principal(name);
    }

    /** Where the content of the element at {@code at} begins. */
    private static int content(byte[] der, int at, int tag) {
        if (at + 1 >= der.length || (der[at] & 0xff) != tag) {
            throw new IllegalArgumentException("this is no certificate request");
        }
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int at) {
        int first = der[at] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int bytes = first & 0x7f;
        if (bytes < 1 || bytes > 3 || at + bytes >= der.length) {
            throw new IllegalArgumentException("a length in the request is out of range");
        }
        int length = 0;
        for (int i = 1; i <= bytes; i++) {
            length = (length << 8) | (der[at + i] & 0xff);
        }
        return length;
    }
}
