package io.gantry.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The cluster's certificate authority: an EC key on P-256 in a directory, and what it signs.
 *
 * <p>Thread-safe. Bouncy Castle lays certificates out and signs with keys on P-256, the JDK's providers sign with all others; Bouncy
 * Castle's own provider, which is slow to load, is never used. Every certificate starts {@link #BACKDATE} in the past, so that a client whose clock is a little
 * behind accepts it, and never outlives the authority.
 */
public final class CertificateAuthority {
    /** Lifetimes as kubeadm has them: ten years for the authority, one for what it issues. */
    public static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);

    public static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(365);
    static final Duration BACKDATE = Duration.ofMinutes(5);

    private static final Set<Usage> SERVER_USAGES = EnumSet.of(Usage.DIGITAL_SIGNATURE, Usage.SERVER_AUTH);
    private static final Set<Usage> CLIENT_USAGES = EnumSet.of(Usage.DIGITAL_SIGNATURE, Usage.CLIENT_AUTH);

    /** A SHA-1 of the key (RFC 5280, 4.2.1.2, method 1), in bytes. */
    private static final int KEY_IDENTIFIER_LENGTH = 20;

    private final Credential credential;
    private final SecureRandom random = new SecureRandom();

    private CertificateAuthority(Credential credential) {
        this.credential = credential;
    }

    /** Loads the authority {@code name} from a directory, or makes it there if it does not exist. */
    public static CertificateAuthority open(Path directory, String name, String commonName, Instant now)
            throws IOException {
        var existing = Credential.load(directory, name);
        if (existing.isPresent()) {
            return new CertificateAuthority(existing.get());
        }
        var authority = create(commonName, now);
        authority.credential.save(directory, name);
        return authority;
    }

    /** A new authority that exists in memory only. */
    public static CertificateAuthority create(String commonName, Instant now) {
        var keys = Keys.generate();
        var name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
        var info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        try {
            var builder = new X509v3CertificateBuilder(
                    name,
                    serial(new SecureRandom()),
                    CertificateTime.of(now.minus(BACKDATE)),
                    CertificateTime.of(now.plus(AUTHORITY_LIFETIME)),
                    name,
                    info);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(info));
            var signer = Keys.certificateSigner(keys.getPrivate(), new SecureRandom());
            var certificate = Pem.certificate(commonName, builder.build(signer).getEncoded());
            return new CertificateAuthority(new Credential(keys.getPrivate(), List.of(certificate)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new PkiException("the certificate authority cannot be made", e);
        }
    }

    public X509Certificate certificate() {
        return credential.certificate();
    }

    public String certificatePem() {
        return Pem.encode(certificate());
    }

    /** A new key and a certificate for a server that answers under {@code names}. */
    public Credential issueServer(String commonName, SubjectNames names, Instant now) {
        return issue(subject(commonName, List.of()), names, SERVER_USAGES, now);
    }

    /** A new key and a certificate for a client: Kubernetes reads the user from the CN and the groups from the O's. */
    public Credential issueClient(String user, Collection<String> groups, Instant now) {
        return issue(subject(user, groups), new SubjectNames(List.of(), List.of()), CLIENT_USAGES, now);
    }

    /** As {@link #issueServer} with a subject of its own and good as a client too: what a node serves its API with. */
    public Credential issueNodeServing(String nodeName, SubjectNames names, Instant now) {
        return issue(subject("system:node:" + nodeName, List.of("system:nodes")), names, SERVER_USAGES, now);
    }

    private Credential issue(X500Name subject, SubjectNames names, Set<Usage> usages, Instant now) {
        var keys = Keys.generate();
        var generalNames = generalNames(names, List.of(), List.of());
        var certificate = certify(subject, generalNames, keys.getPublic(), usages, CERTIFICATE_LIFETIME, now);
        return new Credential(keys.getPrivate(), List.of(certificate));
    }

    /**
     * Signs a request as it stands. The caller has checked that the asker may have this subject, these names and these
     * usages.
     */
    public X509Certificate sign(CertificateRequest request, Set<Usage> usages, Duration lifetime, Instant now) {
        if (usages.isEmpty()) {
            throw new PkiException("spec.usages: at least one is needed");
        }
        return certify(
                X500Name.getInstance(request.subject().getEncoded()),
                generalNames(request.names(), request.emailAddresses(), request.uris()),
                request.publicKey(),
                usages,
                lifetime,
                now);
    }

    /**
     * Whether this authority has signed the certificate and both are valid now. For certificates of our own, not for those that
     * others show: one that names this authority's key as its issuer's (RFC 5280, 4.2.1.1) is believed.
     */
    public boolean hasSigned(X509Certificate certificate, Instant now) {
        try {
            if (!namesOurKey(certificate)) {
                certificate.verify(certificate().getPublicKey());
            }
            certificate.checkValidity(Date.from(now));
            certificate().checkValidity(Date.from(now));
            return true;
        } catch (GeneralSecurityException notOurs) {
            return false;
        }
    }

    /** Both extensions end with the key's identifier; to compare them costs nothing beside a signature's verification. */
    private boolean namesOurKey(X509Certificate certificate) {
        byte[] issuer = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
        byte[] own = certificate().getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return issuer != null
                && own != null
                && issuer.length > KEY_IDENTIFIER_LENGTH
                && own.length > KEY_IDENTIFIER_LENGTH
                && Arrays.equals(
                        issuer,
                        issuer.length - KEY_IDENTIFIER_LENGTH,
                        issuer.length,
                        own,
                        own.length - KEY_IDENTIFIER_LENGTH,
                        own.length);
    }

    /** Whether a certificate should be replaced: 70 % of its life is over, where the kubelet begins to renew too. */
    public static boolean needsRenewal(X509Certificate certificate, Instant now) {
        var start = certificate.getNotBefore().toInstant();
        var life = Duration.between(start, certificate.getNotAfter().toInstant());
        return !now.isBefore(start.plus(life.multipliedBy(7).dividedBy(10)));
    }

    /** Whether a server certificate is good for all of {@code names}. */
    public static boolean covers(X509Certificate certificate, SubjectNames names) {
        try {
            var entries = certificate.getSubjectAlternativeNames();
            if (entries == null) {
                return names.dnsNames().isEmpty() && names.addresses().isEmpty();
            }
            var texts = new HashSet<Object>();
            for (var entry : entries) {
                var value = entry.get(1);
                if (entry.getFirst().equals(GeneralName.iPAddress)) {
                    texts.add(InetAddress.ofLiteral((String) value));
                } else {
                    texts.add(value);
                }
            }
            return texts.containsAll(names.dnsNames()) && texts.containsAll(names.addresses());
        } catch (GeneralSecurityException e) {
            throw new PkiException("the certificate's names cannot be read", e);
        }
    }

    private X509Certificate certify(
            X500Name subject,
            GeneralName[] names,
            PublicKey publicKey,
            Set<Usage> usages,
            Duration lifetime,
            Instant now) {
        var info = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
        var end = now.plus(lifetime);
        var authorityEnd = certificate().getNotAfter().toInstant();
        try {
            var builder = new X509v3CertificateBuilder(
                    X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded()),
                    serial(random),
                    CertificateTime.of(now.minus(BACKDATE)),
                    CertificateTime.of(end.isBefore(authorityEnd) ? end : authorityEnd),
                    subject,
                    info);
            var extensionUtils = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            int bits = usages.stream().mapToInt(Usage::bit).reduce(0, (a, b) -> a | b);
            if (bits != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
            }
            var purposes = usages.stream()
                    .map(Usage::purpose)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toArray(KeyPurposeId[]::new);
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensionUtils.createAuthorityKeyIdentifier(certificate().getPublicKey()));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            var signer = Keys.certificateSigner(credential.key(), random);
            return Pem.certificate(subject.toString(), builder.build(signer).getEncoded());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new PkiException("the certificate for " + subject + " cannot be made", e);
        }
    }

    private static X500Name subject(String commonName, Collection<String> organizations) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE);
        organizations.forEach(organization -> subject.addRDN(BCStyle.O, organization));
        return subject.addRDN(BCStyle.CN, commonName).build();
    }

    private static GeneralName[] generalNames(SubjectNames names, List<String> emails, List<String> uris) {
        var all = new ArrayList<GeneralName>();
        names.dnsNames().forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
        names.addresses().forEach(address -> all.add(new GeneralName(GeneralName.iPAddress, address.getHostAddress())));
        emails.forEach(email -> all.add(new GeneralName(GeneralName.rfc822Name, email)));
        uris.forEach(uri -> all.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        return all.toArray(GeneralName[]::new);
    }

    /** A random positive number of at most 127 bits: unique without a counter on disk (RFC 5280 allows 20 bytes). */
    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(126, random).add(BigInteger.ONE);
    }
}
