package io.gantry.program.command;

import io.gantry.program.UserError;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.RequestHeaderOptions;
import io.gantry.server.auth.StaticTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may in besides client certificates and service accounts: options with the names that they have in Kubernetes. */
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

    /** Reads the files. */
    AccessOptions load() {
        StaticTokens tokens = null;
        if (tokenAuthFile != null) {
            try {
                tokens = StaticTokens.read(tokenAuthFile);
            } catch (IOException e) {
                throw unreadable("--token-auth-file", tokenAuthFile, e);
            }
        }
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
        return new AccessOptions(tokens, bootstrapTokens, proxies);
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
            throw unreadable(option, file, e);
        }
    }

    private static UserError unreadable(String option, Path file, Exception problem) {
        return new UserError(option + ": "
                + (problem instanceof NoSuchFileException
                        ? "there is no file " + file + "."
                        : file + " cannot be used: " + problem.getMessage() + "."));
    }
}
