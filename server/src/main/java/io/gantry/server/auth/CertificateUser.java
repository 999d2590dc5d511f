package io.gantry.server.auth;

import io.gantry.api.status.StatusException;
import io.gantry.server.request.UserInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Whom a client certificate stands for, by Kubernetes' mapping: the common name is the user, each organisation a group, and
 * the attribute that Kubernetes has for it the user's UID. Pure.
 */
final class CertificateUser {
    private static final String UID = "1.3.6.1.4.1.57683.2";
    /** By its name its value is shown as text, if it is one. */
    private static final Map<String, String> NAMES = Map.of(UID, "KUBERNETESUID");

    private CertificateUser() {}

    /** @throws StatusException 401 for a certificate that names nobody, or a UID twice or as no text */
    static UserInfo of(X509Certificate certificate) {
        String name = "";
        List<String> groups = new ArrayList<>();
        List<String> uids = new ArrayList<>();
        X500Principal subject = certificate.getSubjectX500Principal();
        try {
            for (Rdn rdn : new LdapName(subject.getName(X500Principal.RFC2253, NAMES)).getRdns()) {
                var attributes = rdn.toAttributes().getAll();
                while (attributes.hasMore()) {
                    var attribute = attributes.next();
                    String value = attribute.get() instanceof String text ? text : "";
                    switch (attribute.getID()) {
                        case "CN" -> name = value.isEmpty() ? name : value;
                        case "O" -> groups.add(value);
                        case "KUBERNETESUID" -> uids.add(value);
                        default -> {}
                    }
                }
            }
        } catch (NamingException e) {
            throw StatusException.unauthorized("Unauthorized");
        }
        if (name.isEmpty() || uids.size() > 1 || uids.contains("")) {
            throw StatusException.unauthorized("Unauthorized");
        }
        groups.removeIf(String::isEmpty);
        groups.add(UserInfo.AUTHENTICATED);
        return new UserInfo(
                name,
                uids.isEmpty() ? "" : uids.getFirst(),
                groups,
                Map.of(
                        "authentication.kubernetes.io/credential-id",
                        List.of("X509SHA256=" + fingerprint(certificate))));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was verified can be encoded and hashed", e);
        }
    }
}
