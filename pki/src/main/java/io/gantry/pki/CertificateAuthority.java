package io.gantry.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The cluster's certificate authority: an EC key on P-256 in a directory, and what it signs.
 *
 * <p>Thread-safe. Certificates are laid out here and signed by the JDK: a library for that takes longer to load than the rest
 * of a start. Every certificate starts {@link #BACKDATE} in the past, so that a client whose clock is a little
 * behind accepts it, and never outlives the authority.
 */
public final class CertificateAuthority {
    /** Lifetimes as kubeadm has them: ten years for the authority, one for what it issues. */
    public static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);

    public static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(365);
    static final Duration BACKDATE = Duration.ofMinutes(5);

    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    /** Kinds of alternative names, by their tags (RFC 5280 §4.2.1.6). */
    private static final int EMAIL = 1;

    private static final int DNS_NAME = 2;
    private static final int URI = 6;
    private static final int IP_ADDRESS = 7;

    private static final int AUTHORITY_USAGES =
            Usage.DIGITAL_SIGNATURE.bit() | Usage.CERT_SIGN.bit() | Usage.CRL_SIGN.bit();
    private static final Set<Usage> SERVER_USAGES = EnumSet.of(Usage.DIGITAL_SIGNATURE, Usage.SERVER_AUTH);
    private static final Set<Usage> CLIENT_USAGES = EnumSet.of(Usage.DIGITAL_SIGNATURE, Usage.CLIENT_AUTH);

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
        var name = subject(commonName, List.of());
        var extensions = List.of(
                extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.TRUE)),
                extension(KEY_USAGE, true, Der.flags(AUTHORITY_USAGES)),
                extension(SUBJECT_KEY, false, Der.octets(keyIdentifier(keys.getPublic()))));
        var certificate = signed(
                new Content(
                        name,
                        name,
                        now.minus(BACKDATE),
                        now.plus(AUTHORITY_LIFETIME),
                        keys.getPublic(),
                        serial(new SecureRandom()),
                        extensions),
                keys.getPrivate());
        return new CertificateAuthority(new Credential(keys.getPrivate(), List.of(certificate)));
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

    private Credential issue(X500Principal subject, SubjectNames names, Set<Usage> usages, Instant now) {
        var keys = Keys.generate();
        var alternatives = alternatives(names, List.of(), List.of());
        var certificate = certify(subject, alternatives, keys.getPublic(), usages, CERTIFICATE_LIFETIME, now);
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
                request.subject(),
                alternatives(request.names(), request.emailAddresses(), request.uris()),
                request.publicKey(),
                usages,
                lifetime,
                now);
    }

    /** Whether this authority has signed the certificate and both are valid now. */
    public boolean hasSigned(X509Certificate certificate, Instant now) {
        try {
            certificate.verify(certificate().getPublicKey());
            certificate.checkValidity(Date.from(now));
            certificate().checkValidity(Date.from(now));
            return true;
        } catch (GeneralSecurityException notOurs) {
            return false;
        }
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
                if (entry.getFirst().equals(IP_ADDRESS)) {
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
            X500Principal subject,
            byte[] alternatives,
            PublicKey publicKey,
            Set<Usage> usages,
            Duration lifetime,
            Instant now) {
        var end = now.plus(lifetime);
        var authorityEnd = certificate().getNotAfter().toInstant();
        var extensions = new ArrayList<byte[]>();
        extensions.add(extension(BASIC_CONSTRAINTS, true, Der.sequence()));
        int bits = usages.stream().mapToInt(Usage::bit).reduce(0, (a, b) -> a | b);
        if (bits != 0) {
            extensions.add(extension(KEY_USAGE, true, Der.flags(bits)));
        }
        var purposes = usages.stream()
                .map(Usage::purpose)
                .filter(Objects::nonNull)
                .distinct()
                .map(Der::oid)
                .toArray(byte[][]::new);
        if (purposes.length > 0) {
            extensions.add(extension(EXTENDED_KEY_USAGE, false, Der.sequence(purposes)));
        }
        var issuerKey = Der.tagged(0x80, keyIdentifier(certificate().getPublicKey()));
        extensions.add(extension(AUTHORITY_KEY, false, Der.sequence(issuerKey)));
        if (alternatives.length > 0) {
            extensions.add(extension(ALTERNATIVE_NAMES, false, Der.sequence(alternatives)));
        }
        return signed(
                new Content(
                        certificate().getSubjectX500Principal(),
                        subject,
                        now.minus(BACKDATE),
                        end.isBefore(authorityEnd) ? end : authorityEnd,
                        publicKey,
                        serial(random),
                        extensions),
                credential.key());
    }

    /** What is signed of a certificate. */
    private record Content(
            X500Principal issuer,
            X500Principal subject,
            Instant start,
            Instant end,
            PublicKey publicKey,
            BigInteger serial,
            List<byte[]> extensions) {
        /** TBSCertificate of RFC 5280 §4.1, version 3. */
        byte[] encoded(byte[] algorithm) {
            return Der.sequence(
                    Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                    Der.integer(serial),
                    algorithm,
                    issuer.getEncoded(),
                    Der.sequence(Der.time(start), Der.time(end)),
                    subject.getEncoded(),
                    publicKey.getEncoded(),
                    Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
        }
    }

    private static X509Certificate signed(Content content, PrivateKey key) {
        var algorithm = key instanceof ECKey
                ? Der.sequence(Der.oid("1.2.840.10045.4.3.2")) // ecdsa-with-SHA256
                : Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.NULL); // sha256WithRSAEncryption
        try {
            var encoded = content.encoded(algorithm);
            var signer = Signature.getInstance(Keys.signatureAlgorithm(key));
            signer.initSign(key);
            signer.update(encoded);
            return Pem.certificate("a new certificate", Der.sequence(encoded, algorithm, Der.bits(signer.sign())));
        } catch (GeneralSecurityException e) {
            throw new PkiException("the certificate for " + content.subject().getName() + " cannot be made", e);
        }
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.TRUE, Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    /** By which certificates of one key are found: the first method of RFC 5280 §4.2.1.2. */
    private static byte[] keyIdentifier(PublicKey key) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(Der.keyOf(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new PkiException("this JDK has no SHA-1", e);
        }
    }

    private static X500Principal subject(String commonName, Collection<String> organizations) {
        var parts = new ArrayList<byte[]>();
        organizations.forEach(organization -> parts.add(part("2.5.4.10", organization)));
        parts.add(part("2.5.4.3", commonName));
        return new X500Principal(Der.sequence(parts.toArray(byte[][]::new)));
    }

    private static byte[] part(String oid, String text) {
        return Der.set(Der.sequence(Der.oid(oid), Der.utf8(text)));
    }

    private static byte[] alternatives(SubjectNames names, List<String> emails, List<String> uris) {
        var all = new ArrayList<byte[]>();
        names.dnsNames().forEach(name -> all.add(text(DNS_NAME, name)));
        names.addresses().forEach(address -> all.add(Der.tagged(0x80 | IP_ADDRESS, address.getAddress())));
        emails.forEach(email -> all.add(text(EMAIL, email)));
        uris.forEach(uri -> all.add(text(URI, uri)));
        return Der.join(all.toArray(byte[][]::new));
    }

    private static byte[] text(int type, String text) {
        return Der.tagged(0x80 | type, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A random positive number of at most 127 bits: unique without a counter on disk (RFC 5280 allows 20 bytes). */
    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(126, random).add(BigInteger.ONE);
    }
}
