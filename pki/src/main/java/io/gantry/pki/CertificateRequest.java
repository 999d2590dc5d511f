package io.gantry.pki;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A certificate signing request (PKCS #10) whose signature has been checked: the asker holds the key. What it may be
 * granted is for the signer to decide.
 */
public record CertificateRequest(
        String commonName,
        List<String> organizations,
        SubjectNames names,
        List<String> emailAddresses,
        List<String> uris,
        PublicKey publicKey,
        X500Principal subject) {
    private static final int MAX_BYTES = 64 * 1024;

    public CertificateRequest {
        organizations = List.copyOf(organizations);
        emailAddresses = List.copyOf(emailAddresses);
        uris = List.copyOf(uris);
    }

    /** Reads {@code spec.request} of a CertificateSigningRequest: exactly one PEM block CERTIFICATE REQUEST. */
    public static CertificateRequest parse(String pem) {
        if (pem.length() > MAX_BYTES) {
            throw new PkiException("spec.request: longer than " + MAX_BYTES + " bytes");
        }
        var blocks = Pem.blocks("spec.request", pem);
        if (blocks.size() != 1 || !blocks.getFirst().label().endsWith("CERTIFICATE REQUEST")) {
            throw new PkiException("spec.request: must be one PEM block of type CERTIFICATE REQUEST");
        }
        try {
            var request = new JcaPKCS10CertificationRequest(blocks.getFirst().der());
            var publicKey = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(publicKey))) {
                throw new PkiException("spec.request: its signature is not made with its own key");
            }
            return of(request, publicKey);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException e) {
            throw new PkiException("spec.request: cannot be read as a certificate request: " + e.getMessage(), e);
        }
    }

    private static CertificateRequest of(JcaPKCS10CertificationRequest request, PublicKey publicKey)
            throws IOException {
        var subject = request.getSubject();
        var commonNames = values(subject, BCStyle.CN);
        var dnsNames = new ArrayList<String>();
        var addresses = new ArrayList<InetAddress>();
        var emails = new ArrayList<String>();
        var uris = new ArrayList<String>();
        var extensions = request.getRequestedExtensions();
        if (extensions != null) {
            var names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
            for (var name : names == null ? new GeneralName[0] : names.getNames()) {
                switch (name.getTagNo()) {
                    case GeneralName.dNSName -> dnsNames.add(text(name));
                    case GeneralName.iPAddress -> addresses.add(address(name));
                    case GeneralName.rfc822Name -> emails.add(text(name));
                    case GeneralName.uniformResourceIdentifier -> uris.add(text(name));
                    default ->
                        throw new PkiException("spec.request: a subject alternative name of type " + name.getTagNo()
                                + "; only DNS, IP, email and URI are supported");
                }
            }
        }
        return new CertificateRequest(
                commonNames.isEmpty() ? "" : commonNames.getFirst(),
                values(subject, BCStyle.O),
                new SubjectNames(dnsNames, addresses),
                emails,
                uris,
                publicKey,
                new X500Principal(subject.getEncoded()));
    }

    private static List<String> values(X500Name subject, ASN1ObjectIdentifier type) {
        var values = new ArrayList<String>();
        for (var rdn : subject.getRDNs()) {
            for (var part : rdn.getTypesAndValues()) {
                if (part.getType().equals(type)) {
                    values.add(
                            part.getValue() instanceof ASN1String string
                                    ? string.getString()
                                    : IETFUtils.valueToString(part.getValue()));
                }
            }
        }
        return values;
    }

    private static String text(GeneralName name) {
        return ((ASN1String) name.getName()).getString();
    }

    private static InetAddress address(GeneralName name) {
        try {
            return InetAddress.getByAddress(
                    ASN1OctetString.getInstance(name.getName()).getOctets());
        } catch (UnknownHostException e) {
            throw new PkiException("spec.request: an IP address of the wrong length", e);
        }
    }
}
