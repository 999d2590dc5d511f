package io.gantry.program.command;

import io.gantry.program.UserError;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.RequestHeaderOptions;
import io.gantry.server.auth.StaticTokens;
import io.gantry.server.auth.jwt.JwtOptions;
import io.gantry.server.auth.webhook.RemoteReview;
import io.gantry.server.auth.webhook.TokenWebhook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Who may in besides client certificates and service accounts, and who says what they may do: options with the names and
 * defaults that they have in Kubernetes.
 */
final class AccessFlags {
    @Option(
            names = "--token-auth-file",
            paramLabel = "FILE",
            description = "Let in who has a token of this file: lines of token,user,uid,\"group1,group2\".")
    private @Nullable Path tokenAuthFile;

    @Option(
            names = "--enable-bootstrap-token-auth",
            description = "Let in who has a token of a secret of type bootstrap.kubernetes.io/token in kube-system.")
    private boolean bootstrapTokens;

    @Option(
            names = "--requestheader-client-ca-file",
            paramLabel = "FILE",
            description = "Believe proxies whose certificate one of these authorities signed who the user is.")
    private @Nullable Path proxyAuthorities;

    @Option(
            names = "--requestheader-allowed-names",
            paramLabel = "NAMES",
            split = ",",
            description = "Common names that a proxy's certificate may have. Default: any")
    private List<String> proxyNames = List.of();

    @Option(
            names = "--requestheader-username-headers",
            paramLabel = "HEADERS",
            split = ",",
            description = "Where proxies name the user. Default: X-Remote-User")
    private List<String> usernameHeaders = List.of("X-Remote-User");

    @Option(
            names = "--requestheader-uid-headers",
            paramLabel = "HEADERS",
            split = ",",
            description = "Where proxies give the user's uid. Default: none")
    private List<String> uidHeaders = List.of();

    @Option(
            names = "--requestheader-group-headers",
            paramLabel = "HEADERS",
            split = ",",
            description = "Where proxies name the user's groups. Default: X-Remote-Group")
    private List<String> groupHeaders = List.of("X-Remote-Group");

    @Option(
            names = "--requestheader-extra-headers-prefix",
            paramLabel = "PREFIXES",
            split = ",",
            description = "What the names of headers with more about the user begin with. Default: X-Remote-Extra-")
    private List<String> extraPrefixes = List.of("X-Remote-Extra-");

    @Option(
            names = "--anonymous-auth",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Ask what somebody without credentials may do, rather than refuse them. Default: true")
    private @Nullable Boolean anonymous;

    @Mixin
    private final JwtFlags jwt = new JwtFlags();

    @Option(
            names = "--authentication-token-webhook-config-file",
            paramLabel = "FILE",
            description = "Ask the server that this kubeconfig names whom a bearer token stands for.")
    private @Nullable Path tokenWebhook;

    @Option(
            names = "--authentication-token-webhook-version",
            paramLabel = "VERSION",
            description = "Of the TokenReview that it is sent: v1beta1 or v1. Default: v1beta1")
    private String tokenWebhookVersion = "v1beta1";

    @Option(
            names = "--authentication-token-webhook-cache-ttl",
            paramLabel = "DURATION",
            converter = FlagFiles.DurationConverter.class,
            description = "How long its answers stand. Default: 2m")
    private Duration tokenWebhookTtl = Duration.ofMinutes(2);

    @Option(
            names = "--service-account-extend-token-expiration",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            paramLabel = "true|false",
            description = "Let the tokens that pods get without asking hold for a year, as long as the pod exists, for"
                    + " programs that do not read them anew. Default: true")
    private boolean extendedTokens = true;

    @Mixin
    private final AuthorizationFlags authorization = new AuthorizationFlags();

    /** Reads the files. */
    AccessOptions load() {
        StaticTokens tokens =
                tokenAuthFile == null ? null : FlagFiles.read("--token-auth-file", tokenAuthFile, StaticTokens::read);
        RequestHeaderOptions proxies = null;
        if (proxyAuthorities != null) {
            proxies = new RequestHeaderOptions(
                    certificates("--requestheader-client-ca-file", proxyAuthorities),
                    proxyNames,
                    usernameHeaders,
                    uidHeaders,
                    groupHeaders,
                    extraPrefixes);
        }
        JwtOptions issuers = jwt.load();
        return new AccessOptions(
                tokens,
                bootstrapTokens,
                proxies,
                issuers,
                tokenWebhook(),
                anonymous(issuers),
                authorization.load(),
                extendedTokens);
    }

    private AnonymousAccess anonymous(@Nullable JwtOptions issuers) {
        AnonymousAccess ofFile = issuers == null ? null : issuers.anonymous();
        if (ofFile != null && anonymous != null) {
            throw new UserError("anonymous: Forbidden: --anonymous-auth flag cannot be set when anonymous field is"
                    + " configured in authentication configuration file.");
        }
        if (ofFile != null) {
            return ofFile;
        }
        return anonymous == null || anonymous ? AnonymousAccess.EVERYWHERE : AnonymousAccess.NOWHERE;
    }

    private @Nullable TokenWebhook tokenWebhook() {
        if (tokenWebhook == null) {
            return null;
        }
        RemoteReview remote =
                FlagFiles.read("--authentication-token-webhook-config-file", tokenWebhook, FlagFiles::reviews);
        try {
            return new TokenWebhook(remote, tokenWebhookVersion, tokenWebhookTtl);
        } catch (IllegalArgumentException e) {
            throw new UserError("--authentication-token-webhook-" + e.getMessage() + ".");
        }
    }

    private static List<X509Certificate> certificates(String option, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new UserError(option + ": there is no certificate in " + file + ".");
            }
            return certificates;
        } catch (IOException | CertificateException e) {
            throw FlagFiles.unusable(option, file, e);
        }
    }
}
