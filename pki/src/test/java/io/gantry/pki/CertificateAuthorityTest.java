package io.gantry.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void keepsItsKeyInTheDirectoryReadableByItsOwnerOnly() throws Exception {
        var made = CertificateAuthority.open(directory, "ca", "gantry", NOW);
        var loaded = CertificateAuthority.open(directory, "ca", "gantry", NOW.plusSeconds(60));

        assertThat(loaded.certificate()).isEqualTo(made.certificate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ca.key"))))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("ca.key", "ca.crt");
    }

    @Test
    void aServerCertificateIsTrustedForAllItsNames() throws Exception {
        var authority = CertificateAuthority.create("gantry", Instant.now());
        var names = SubjectNames.ofApiServer(
                "node-1",
                "cluster.local",
                List.of(InetAddress.ofLiteral("10.96.0.1")),
                List.of(InetAddress.ofLiteral("192.0.2.7")));
        var server = authority.issueServer("kube-apiserver", names, Instant.now());

        assertThat(CertificateAuthority.covers(server.certificate(), names)).isTrue();
        assertThat(CertificateAuthority.covers(
                        server.certificate(), new SubjectNames(List.of("other.example"), List.of())))
                .isFalse();
        assertThat(names.dnsNames())
                .contains("localhost", "node-1", "kubernetes", "kubernetes.default.svc.cluster.local");
        trustManager(authority).checkServerTrusted(server.chain().toArray(X509Certificate[]::new), "ECDHE_ECDSA");
    }

    @Test
    void aClientCertificateCarriesUserAndGroupsAndIsNoServer() throws Exception {
        var authority = CertificateAuthority.create("gantry", Instant.now());
        var client = authority.issueClient("system:node:n1", List.of("system:nodes", "extra"), Instant.now());

        assertThat(client.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=system:node:n1,O=extra,O=system:nodes");
        var chain = client.chain().toArray(X509Certificate[]::new);
        trustManager(authority).checkClientTrusted(chain, "ECDHE_ECDSA");
        assertThatThrownBy(() -> trustManager(authority).checkServerTrusted(chain, "ECDHE_ECDSA"))
                .hasMessageContaining("TLS server");
    }

    @Test
    void knowsWhatItHasSigned() {
        var authority = CertificateAuthority.create("gantry", NOW);
        var stranger = CertificateAuthority.create("gantry", NOW);
        var client = authority.issueClient("admin", List.of(), NOW);

        assertThat(authority.hasSigned(client.certificate(), NOW)).isTrue();
        assertThat(authority.hasSigned(client.certificate(), NOW.plus(Duration.ofDays(366))))
                .isFalse();
        assertThat(stranger.hasSigned(client.certificate(), NOW)).isFalse();
    }

    @Test
    void renewalIsDueAtSeventyPercentOfTheLife() {
        var authority = CertificateAuthority.create("gantry", NOW);
        var certificate = authority.issueClient("admin", List.of(), NOW).certificate();

        assertThat(CertificateAuthority.needsRenewal(certificate, NOW)).isFalse();
        assertThat(CertificateAuthority.needsRenewal(certificate, NOW.plus(Duration.ofDays(255))))
                .isFalse();
        assertThat(CertificateAuthority.needsRenewal(certificate, NOW.plus(Duration.ofDays(256))))
                .isTrue();
    }

    @Test
    void aCertificateNeverOutlivesItsAuthority() {
        var authority = CertificateAuthority.create("gantry", NOW);
        var late = NOW.plus(CertificateAuthority.AUTHORITY_LIFETIME).minus(Duration.ofDays(1));

        assertThat(authority.issueClient("admin", List.of(), late).certificate().getNotAfter())
                .isEqualTo(authority.certificate().getNotAfter());
    }

    @Test
    void aCertificateWithoutItsKeyIsReplaced() throws Exception {
        var authority = CertificateAuthority.create("gantry", NOW);
        authority.issueClient("a", List.of(), NOW).save(directory, "client");
        var other = authority.issueClient("b", List.of(), NOW);
        Files.writeString(directory.resolve("client.key"), other.keyPem());

        assertThat(Credential.load(directory, "client")).isEmpty();
        other.save(directory, "client");
        assertThat(Credential.load(directory, "client")).hasValueSatisfying(read -> {
            assertThat(read.chain()).isEqualTo(other.chain());
            assertThat(read.keyPem()).isEqualTo(other.keyPem());
        });
    }

    @Test
    void signsARequestWithTheUsagesAskedFor() throws Exception {
        var keys = Keys.generate();
        var authority = CertificateAuthority.create("gantry", NOW);
        var request = CertificateRequest.parse(request(keys, keys));

        assertThat(request.commonName()).isEqualTo("system:node:n2");
        assertThat(request.organizations()).containsExactly("system:nodes");
        assertThat(request.names().dnsNames()).containsExactly("n2.example");
        assertThat(request.names().addresses()).containsExactly(InetAddress.ofLiteral("192.0.2.9"));

        var usages = EnumSet.of(Usage.DIGITAL_SIGNATURE, Usage.KEY_ENCIPHERMENT, Usage.SERVER_AUTH);
        var certificate = authority.sign(request, usages, Duration.ofHours(1), NOW);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getKeyUsage()).startsWith(true, false, true, false);
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(CertificateAuthority.covers(certificate, request.names())).isTrue();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void refusesARequestThatIsNotSignedWithItsOwnKey() throws Exception {
        var pem = request(Keys.generate(), Keys.generate());
        assertThatThrownBy(() -> CertificateRequest.parse(pem))
                .isInstanceOf(PkiException.class)
                .hasMessageStartingWith("spec.request:");
    }

    @Test
    void refusesWhatIsNoRequest() {
        for (var text : List.of(
                "",
                "hello",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA",
                CertificateAuthority.create("x", NOW).certificatePem())) {
            assertThatThrownBy(() -> CertificateRequest.parse(text))
                    .isInstanceOf(PkiException.class)
                    .hasMessageStartingWith("spec.request:");
        }
    }

    @Test
    void usagesHaveKubernetesNames() {
        for (var usage : Usage.values()) {
            assertThat(Usage.parse(usage.text())).contains(usage);
        }
        assertThat(Usage.parse("clientAuth")).isEmpty();
    }

    @Test
    void aKubeconfigHoldsAllThatAClientNeeds() throws Exception {
        var authority = CertificateAuthority.create("gantry", NOW);
        var admin = authority.issueClient("kubernetes-admin", List.of("system:masters"), NOW);
        var file = directory.resolve("admin.conf");
        var config = new Kubeconfig(
                "gantry", java.net.URI.create("https://127.0.0.1:6443"), authority.certificatePem(), "admin", admin);
        config.save(file);

        assertThat(Files.readString(file))
                .contains("server: \"https://127.0.0.1:6443\"")
                .contains("current-context: \"gantry\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> new Kubeconfig(
                        "bad\nname", config.server(), config.authorityPem(), config.userName(), config.user()))
                .isInstanceOf(PkiException.class);
    }

    private static String request(java.security.KeyPair subject, java.security.KeyPair signer) throws Exception {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "n2.example"), new GeneralName(GeneralName.iPAddress, "192.0.2.9")
        }));
        var request = new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("O=system:nodes,CN=system:node:n2"), subject.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()));
        return Pem.encode("CERTIFICATE REQUEST", request.getEncoded());
    }

    private static X509TrustManager trustManager(CertificateAuthority authority) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null);
        store.setCertificateEntry("ca", authority.certificate());
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
