package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.program.UserError;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.AuthorizationMode;
import io.gantry.server.auth.AuthorizationOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                .isEqualTo(new AuthorizationOptions(List.of(AuthorizationMode.RBAC, AuthorizationMode.NODE), null));
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

        var access = load(
                        "--authorization-mode=RBAC,Webhook",
                        "--authorization-webhook-config-file=" + file,
                        "--authorization-webhook-version=v1",
                        "--authorization-webhook-cache-authorized-ttl=1m30s")
                .authorization();
        assertThat(access).isNotNull();
        assertThat(access.webhook()).isNotNull();
        assertThat(access.webhook().authorizedTtl()).isEqualTo(Duration.ofSeconds(90));
        assertThat(access.webhook().unauthorizedTtl()).isEqualTo(Duration.ofSeconds(30));

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

    private Path kubeconfig(String url) throws Exception {
        return Files.writeString(directory.resolve("kubeconfig"), """
                current-context: c
                contexts: [{name: c, context: {cluster: w, user: u}}]
                clusters: [{name: w, cluster: {server: "%s"}}]
                users: [{name: u, user: {token: t}}]
                """.formatted(url));
    }
}
