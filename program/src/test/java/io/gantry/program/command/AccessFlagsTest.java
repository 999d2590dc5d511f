package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.program.UserError;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.AuthorizationMode;
import io.gantry.server.auth.AuthorizationOptions;
import io.gantry.server.auth.webhook.AccessWebhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccessFlagsTest {
    @TempDir
    private Path directory;

    private static AccessOptions load(String... arguments) {
        return CommandLine.populateCommand(new AccessFlags(), arguments).load();
    }

    @Test
    void nobodyMoreIsLetInUnlessAskedFor() {
        assertThat(load()).isEqualTo(AccessOptions.NONE);
        assertThat(load("--enable-bootstrap-token-auth").bootstrapTokens()).isTrue();
        assertThat(load("--enable-bootstrap-token-auth=true").bootstrapTokens()).isTrue();
    }

    @Test
    void podsTokensAreExtendedUnlessSaidOtherwise() {
        assertThat(load().extendedTokens()).isTrue();
        assertThat(load("--service-account-extend-token-expiration").extendedTokens())
                .isTrue();
        assertThat(load("--service-account-extend-token-expiration=false").extendedTokens())
                .isFalse();
    }

    @Test
    void theTokenFileIsReadAtTheStart() throws Exception {
        Path file = Files.writeString(directory.resolve("tokens"), "t,ann,1\n");

        assertThat(load("--token-auth-file", file.toString()).staticTokens()).isNotNull();
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        Path short2 = Files.writeString(directory.resolve("short"), "t,ann\n");

        assertThatThrownBy(() -> load("--token-auth-file", "/nowhere"))
                .isInstanceOf(UserError.class)
                .hasMessage("--token-auth-file: there is no file /nowhere.");
        assertThatThrownBy(() -> load("--token-auth-file", short2.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least 3 columns");
        assertThatThrownBy(() -> load("--requestheader-client-ca-file", short2.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--requestheader-client-ca-file: ");
    }

    @Test
    void whoSaysWhatSomebodyMayDoIsAskedInTheGivenOrder() {
        assertThat(load("--authorization-mode", "RBAC,Node").authorization())
                .isEqualTo(AuthorizationOptions.of(List.of(AuthorizationMode.RBAC, AuthorizationMode.NODE), null));
        assertThat(load("--anonymous-auth=false").anonymousAllowed()).isEqualTo(AnonymousAccess.NOWHERE);
        assertThat(load("--anonymous-auth").anonymousAllowed()).isEqualTo(AnonymousAccess.EVERYWHERE);
        assertThat(load("--authorization-mode=AlwaysAllow").anonymousAllowed()).isEqualTo(AnonymousAccess.NOWHERE);
        assertThatThrownBy(() -> load("--authorization-mode=RBAC,Everything"))
                .isInstanceOf(UserError.class)
                .hasMessage("--authorization-mode: \"Everything\" is not a valid mode; there are"
                        + " [Node, RBAC, Webhook, AlwaysAllow, AlwaysDeny].");
        assertThatThrownBy(() -> load("--authorization-mode=Webhook"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("authorization config file not passed");
    }

    @Test
    void aWebhookIsWhatItsKubeconfigNames() throws Exception {
        Path file = kubeconfig("https://127.0.0.1:1/review");
        var webhook = load("--authentication-token-webhook-config-file=" + file).tokenWebhook();
        assertThat(webhook).isNotNull();
        assertThat(webhook.version()).isEqualTo("v1beta1");
        assertThat(webhook.cacheTtl()).isEqualTo(Duration.ofMinutes(2));

        AuthorizationOptions access = load(
                        "--authorization-mode=RBAC,Webhook",
                        "--authorization-webhook-config-file=" + file,
                        "--authorization-webhook-version=v1",
                        "--authorization-webhook-cache-authorized-ttl=1m30s")
                .authorization();
        assertThat(access).isNotNull();
        AccessWebhook asked = access.asked().getLast().webhook();
        assertThat(asked).isNotNull();
        assertThat(asked.authorizedTtl()).isEqualTo(Duration.ofSeconds(90));
        assertThat(asked.unauthorizedTtl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(asked.timeout()).isEqualTo(Duration.ofSeconds(30));

        assertThatThrownBy(() -> load("--authorization-webhook-config-file=" + file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("without mode Webhook");
        assertThatThrownBy(() -> load(
                        "--authentication-token-webhook-config-file=" + file,
                        "--authentication-token-webhook-version=v3"))
                .isInstanceOf(UserError.class)
                .hasMessage("--authentication-token-webhook-version: must be v1 or v1beta1, is \"v3\".");
        assertThatThrownBy(() ->
                        load("--authentication-token-webhook-config-file=" + kubeconfig("http://127.0.0.1:1/review")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must be https://");
    }

    @Test
    void issuersComeFromAFileOrFromOptions() throws Exception {
        Path file = Files.writeString(directory.resolve("authentication"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                anonymous: {enabled: true, conditions: [{path: /livez}]}
                """);
        Path own = Files.writeString(directory.resolve("own"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                - issuer: {url: "https://kubernetes.default.svc.cluster.local", audiences: [a]}
                  claimMappings: {username: {claim: sub, prefix: ""}}
                """);

        assertThat(load().jwt()).isNull();
        assertThat(load("--authentication-config=" + file).jwt()).isNotNull();
        assertThat(load("--authentication-config=" + file).anonymous())
                .isEqualTo(new AnonymousAccess(true, List.of("/livez")));
        assertThat(load("--oidc-issuer-url=https://i.test", "--oidc-client-id=a", "--oidc-required-claim=hd=x,y=z")
                        .jwt())
                .isNotNull();
        refused("--authentication-config=" + file, "--anonymous-auth=false")
                .hasMessageContaining("--anonymous-auth flag cannot be set");
        refused("--authentication-config=" + file, "--oidc-client-id=a")
                .hasMessage("authentication-config file and oidc-* flags are mutually exclusive.");
        refused("--authentication-config=" + own)
                .hasMessageStartingWith("--authentication-config: " + own + " cannot be used: jwt[0].issuer.url: ")
                .hasMessageContaining("must not overlap with disallowed issuers");
        refused("--oidc-groups-claim=groups").hasMessageContaining("must be specified together");
        refused("--oidc-issuer-url=http://i.test", "--oidc-client-id=a")
                .hasMessage(
                        "--oidc-...: jwt[0].issuer.url: Invalid value: \"http://i.test\": URL scheme must be https.");
        refused("--oidc-issuer-url=https://i.test", "--oidc-client-id=a", "--oidc-signing-algs=RS256,HS256")
                .hasMessageContaining("unsupported signing alg: \"HS256\"");
        refused("--oidc-issuer-url=https://i.test", "--oidc-client-id=a", "--oidc-ca-file=/nowhere")
                .hasMessage("--oidc-ca-file: there is no file /nowhere.");
    }

    @Test
    void whoIsAskedComesFromAFileOrFromOptions() throws Exception {
        Path kubeconfig = kubeconfig("https://127.0.0.1:1/review");
        Path file = Files.writeString(directory.resolve("authorization"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthorizationConfiguration
                authorizers:
                - type: Webhook
                  name: a
                  webhook:
                    timeout: 3s
                    subjectAccessReviewVersion: v1
                    failurePolicy: Deny
                    connectionInfo: {type: KubeConfigFile, kubeConfigFile: %s}
                - {type: RBAC, name: rbac}
                """.formatted(kubeconfig));

        AuthorizationOptions options = load("--authorization-config=" + file).authorization();
        assertThat(options).isNotNull();
        assertThat(options.asked().stream().map(AuthorizationOptions.Asked::mode))
                .containsExactly(AuthorizationMode.WEBHOOK, AuthorizationMode.RBAC);
        refused("--authorization-config=" + file, "--authorization-webhook-version=v1")
                .hasMessage("--authorization-config can not be specified when --authorization-mode or"
                        + " --authorization-webhook-* flags are defined.");
        Files.writeString(kubeconfig, "{}");
        refused("--authorization-config=" + file).hasMessageContaining("current-context is not set");
    }

    private static AbstractThrowableAssert<?, ?> refused(String... arguments) {
        return assertThatThrownBy(() -> load(arguments)).isInstanceOf(UserError.class);
    }

    private Path kubeconfig(String url) throws Exception {
        return Files.writeString(directory.resolve("kubeconfig"), """
                current-context: c
                contexts: [{name: c, context: {cluster: w, user: u}}]
                clusters: [{name: w, cluster: {server: "%s"}}]
                users: [{name: u, user: {token: t}}]
                """.formatted(url));
    }
}
