package io.gantry.server.edge;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The judgement of clients' certificates. */
public final class ClientChains {
    /** Purposes that an extended key usage of a client certificate must name one of: clientAuth, any. */
    private static final List<String> CLIENT_PURPOSES = List.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private ClientChains() {}

    /**
     * Why a chain does not prove its first certificate good at a time; null when it does.
     *
     * @param chain the client's certificate first
     */
    public static @Nullable String problem(
            List<X509Certificate> chain, List<X509Certificate> authorities, Instant now) {
        var leaf = chain.getFirst();
        if (now.isAfter(leaf.getNotAfter().toInstant())
                || now.isBefore(leaf.getNotBefore().toInstant())) {
            return "x509: certificate has expired or is not yet valid: current time " + now + ", valid from "
                    + leaf.getNotBefore().toInstant() + " to "
                    + leaf.getNotAfter().toInstant();
        }
        try {
            var purposes = leaf.getExtendedKeyUsage();
            if (purposes != null && purposes.stream().noneMatch(CLIENT_PURPOSES::contains)) {
                return "x509: certificate specifies an incompatible key usage: it is not for client authentication";
            }
            var anchors =
                    authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
            if (anchors.isEmpty()) {
                return "x509: certificate signed by unknown authority";
            }
            var target = new X509CertSelector();
            target.setCertificate(leaf);
            var parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return null;
        } catch (CertPathBuilderException e) {
            return "x509: certificate signed by unknown authority: "
                    + Objects.requireNonNullElse(e.getMessage(), "no path");
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("client CAs", e);
        } catch (CertificateException e) {
            return "x509: malformed certificate: " + e.getMessage();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PKIX is part of every JDK", e);
        }
    }
}
