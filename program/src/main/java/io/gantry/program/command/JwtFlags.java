package io.gantry.program.command;

import io.gantry.api.codec.DecodeException;
import io.gantry.client.http.HttpGet;
import io.gantry.program.ClusterPki;
import io.gantry.program.UserError;
import io.gantry.server.auth.jwt.AuthenticationConfiguration;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimValidationRule;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.Issuer;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.PrefixedClaimOrExpression;
import io.gantry.server.auth.jwt.IssuerDocuments;
import io.gantry.server.auth.jwt.JwtOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose JSON Web Tokens let somebody in: options with the names and defaults that they have in Kubernetes. */
final class JwtFlags {
    private static final String FILE = "--authentication-config";

    @Option(
            names = FILE,
            paramLabel = "FILE",
            description =
                    "Let in whom tokens of OpenID Connect issuers stand for, and anonymous requests by path, as this"
                            + " AuthenticationConfiguration says. Read again when it changes.")
    private @Nullable Path file;

    @Option(
            names = "--oidc-issuer-url",
            paramLabel = "URL",
            description = "Let in who has a token of this OpenID Connect issuer.")
    private @Nullable String issuerUrl;

    @Option(
            names = "--oidc-client-id",
            paramLabel = "ID",
            description = "The audience that its tokens must be meant for.")
    private @Nullable String clientId;

    @Option(
            names = "--oidc-ca-file",
            paramLabel = "FILE",
            description = "Authorities that sign the issuer's certificate. Default: those that the system trusts")
    private @Nullable Path authorities;

    @Option(
            names = "--oidc-username-claim",
            paramLabel = "CLAIM",
            description = "The claim that names the user. Default: sub")
    private @Nullable String usernameClaim;

    @Option(
            names = "--oidc-username-prefix",
            paramLabel = "PREFIX",
            description = "What goes before it; - for nothing. Default: the issuer's URL and #, but nothing for email")
    private @Nullable String usernamePrefix;

    @Option(
            names = "--oidc-groups-claim",
            paramLabel = "CLAIM",
            description = "The claim that names the user's groups. Default: none")
    private @Nullable String groupsClaim;

    @Option(
            names = "--oidc-groups-prefix",
            paramLabel = "PREFIX",
            description = "What goes before each of them. Default: nothing")
    private @Nullable String groupsPrefix;

    @Option(
            names = "--oidc-signing-algs",
            paramLabel = "ALGORITHMS",
            split = ",",
            description = "How its tokens may be signed. Default: RS256")
    private @Nullable List<String> algorithms;

    @Option(
            names = "--oidc-required-claim",
            paramLabel = "CLAIM=VALUE",
            description = "What its tokens must say; may be given several times.")
    private @Nullable Map<String, String> requiredClaims;

    /** Reads the file; null when no issuer is trusted. */
    @Nullable
    JwtOptions load() {
        boolean flags = Stream.of(
                        issuerUrl,
                        clientId,
                        authorities,
                        usernameClaim,
                        usernamePrefix,
                        groupsClaim,
                        groupsPrefix,
                        algorithms,
                        requiredClaims)
                .anyMatch(Objects::nonNull);
        if (file != null) {
            if (flags) {
                throw new UserError("authentication-config file and oidc-* flags are mutually exclusive.");
            }
            return FlagFiles.read(
                    FILE, file, path -> JwtOptions.ofFile(path, Set.of(ClusterPki.ISSUER), JwtFlags::documents));
        }
        if (!flags) {
            return null;
        }
        if (issuerUrl == null || clientId == null) {
            throw new UserError(
                    "oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set.");
        }
        try {
            return JwtOptions.of(
                    configuration(issuerUrl, clientId),
                    algorithms == null ? List.of("RS256") : algorithms,
                    Set.of(ClusterPki.ISSUER),
                    JwtFlags::documents);
        } catch (DecodeException | IllegalArgumentException e) {
            throw new UserError("--oidc-...: " + e.getMessage() + ".", e);
        }
    }

    private AuthenticationConfiguration configuration(String url, String audience) {
        String authority = authorities == null ? "" : FlagFiles.read("--oidc-ca-file", authorities, Files::readString);
        List<ClaimValidationRule> required = new ArrayList<>();
        if (requiredClaims != null) {
            requiredClaims.forEach((claim, value) -> required.add(new ClaimValidationRule(claim, value, "", "")));
        }
        return AuthenticationConfiguration.of(
                new Issuer(url, "", authority, List.of(audience), "", ""),
                username(url),
                new PrefixedClaimOrExpression(
                        groupsClaim == null ? "" : groupsClaim, groupsPrefix == null ? "" : groupsPrefix, ""),
                required);
    }

    private PrefixedClaimOrExpression username(String url) {
        String claim = usernameClaim == null ? "sub" : usernameClaim;
        String prefix = usernamePrefix == null ? "" : usernamePrefix;
        if (prefix.isEmpty() && !claim.equals("email")) {
            prefix = url + "#";
        } else if (prefix.equals("-")) {
            prefix = "";
        }
        return new PrefixedClaimOrExpression(claim, prefix, "");
    }

    private static IssuerDocuments documents(@Nullable String authorityPem) {
        HttpGet server = new HttpGet(authorityPem, FlagFiles.USER_AGENT);
        return new IssuerDocuments() {
            @Override
            public byte[] get(URI place, String accessToken, Duration timeout)
                    throws IOException, InterruptedException {
                return server.get(place, accessToken, timeout);
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
