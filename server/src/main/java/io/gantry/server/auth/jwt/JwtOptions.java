package io.gantry.server.auth.jwt;

import io.gantry.api.codec.DecodeException;
import io.gantry.server.auth.AnonymousAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whose JSON Web Tokens let somebody in. What is wrong has been found when one of these is there. Immutable. */
public final class JwtOptions {
    /** Those that a signature may have: RSA with both paddings, and the three curves. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512");

    /** A file that was read, and is read again when it changes. */
    record Source(Path file, byte[] content) {}

    private final List<TrustedIssuer> issuers;
    private final @Nullable AnonymousAccess anonymous;
    private final Set<String> algorithms;
    private final Set<String> disallowed;
    private final IssuerDocuments.Connector connector;
    private final @Nullable Source source;

    private JwtOptions(
            AuthenticationConfiguration configuration,
            Set<String> algorithms,
            Set<String> disallowed,
            IssuerDocuments.Connector connector,
            @Nullable Source source) {
        this.issuers = JwtRules.compile(configuration, disallowed);
        this.anonymous = configuration.anonymous();
        this.algorithms = Set.copyOf(algorithms);
        this.disallowed = Set.copyOf(disallowed);
        this.connector = connector;
        this.source = source;
    }

    /**
     * As a file says ({@code --authentication-config}).
     *
     * @param disallowed issuers that it may not have: the cluster's own
     * @throws IOException when it cannot be read
     * @throws DecodeException when it is wrong; the message names the fields
     */
    public static JwtOptions ofFile(Path file, Set<String> disallowed, IssuerDocuments.Connector connector)
            throws IOException {
        byte[] content = Files.readAllBytes(file);
        return new JwtOptions(
                AuthenticationConfigurationReader.read(content),
                ALGORITHMS,
                disallowed,
                connector,
                new Source(file, content));
    }

    /**
     * As options say ({@code --oidc-...}), for good.
     *
     * @throws IllegalArgumentException when an algorithm is none
     * @throws DecodeException when the configuration is wrong; the message names the fields
     */
    public static JwtOptions of(
            AuthenticationConfiguration configuration,
            List<String> algorithms,
            Set<String> disallowed,
            IssuerDocuments.Connector connector) {
        for (String algorithm : algorithms) {
            if (!ALGORITHMS.contains(algorithm)) {
                throw new IllegalArgumentException("unsupported signing alg: \"" + algorithm + "\"; there are "
                        + String.join(", ", new TreeSet<>(ALGORITHMS)));
            }
        }
        return new JwtOptions(configuration, Set.copyOf(algorithms), disallowed, connector, null);
    }

    /**
     * The same with what the file says now.
     *
     * @throws DecodeException when it is wrong, or says something else of anonymous requests, which needs a start
     */
    JwtOptions changed(byte[] content) {
        AuthenticationConfiguration configuration = AuthenticationConfigurationReader.read(content);
        if (!Objects.equals(configuration.anonymous(), anonymous)) {
            throw new DecodeException("anonymous: Forbidden: changed from initial configuration file");
        }
        return new JwtOptions(configuration, algorithms, disallowed, connector, source);
    }

    List<TrustedIssuer> issuers() {
        return issuers;
    }

    /** Null when nothing is said of them. */
    public @Nullable AnonymousAccess anonymous() {
        return anonymous;
    }

    Set<String> algorithms() {
        return algorithms;
    }

    IssuerDocuments.Connector connector() {
        return connector;
    }

    @Nullable
    Source source() {
        return source;
    }
}
