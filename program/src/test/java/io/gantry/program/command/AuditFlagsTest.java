package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.program.UserError;
import io.gantry.server.audit.AuditOptions;
import io.gantry.server.audit.AuditOptions.Batch;
import io.gantry.server.audit.AuditOptions.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class AuditFlagsTest {
    @TempDir
    private Path directory;

    private String policy;
    private String log;

    @BeforeEach
    void files() throws Exception {
        policy = Files.writeString(
                        directory.resolve("policy"),
                        "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}]\n")
                .toString();
        log = directory.resolve("logs/audit.log").toString();
    }

    private static @Nullable AuditOptions load(String... arguments) {
        return CommandLine.populateCommand(new AuditFlags(), arguments).load();
    }

    @Test
    void nothingIsRecordedUnlessAskedFor() {
        assertThat(load()).isNull();
        assertThat(load("--audit-log-maxage=3")).isNull();
    }

    @Test
    void theLogHasKubernetesDefaults() {
        AuditOptions options = load("--audit-policy-file", policy, "--audit-log-path", log);

        assertThat(options).isNotNull();
        assertThat(options.webhook()).isNull();
        assertThat(options.log())
                .isEqualTo(
                        new AuditOptions.Log(Path.of(log), false, 0, 0, 0, false, Mode.BLOCKING, Batch.OF_LOG, null));
        assertThat(Path.of(log)).exists();
    }

    @Test
    void largeEventsAreTruncatedWhenAskedFor() {
        String[] given = {"--audit-policy-file", policy, "--audit-log-path", log, "--audit-log-truncate-enabled"};
        AuditOptions options = load(given);

        assertThat(options).isNotNull();
        assertThat(options.log()).isNotNull();
        assertThat(options.log().truncate()).isEqualTo(new AuditOptions.Truncate(10_485_760, 102_400));
        assertThatThrownBy(() -> load(
                        "--audit-policy-file",
                        policy,
                        "--audit-log-path",
                        log,
                        "--audit-log-truncate-enabled",
                        "--audit-log-truncate-max-event-size=0"))
                .isInstanceOf(UserError.class)
                .hasMessage("--audit-log-truncate-max-event-size must be at least 1, is 0.");
    }

    @Test
    void theReceiverHasKubernetesDefaults() throws Exception {
        Path kubeconfig = Files.writeString(directory.resolve("receiver"), """
                current-context: c
                contexts: [{name: c, context: {cluster: r}}]
                clusters: [{name: r, cluster: {server: "http://127.0.0.1:1/x"}}]
                """);

        AuditOptions options = load(
                "--audit-policy-file",
                policy,
                "--audit-webhook-config-file",
                kubeconfig.toString(),
                "--audit-webhook-batch-max-wait=1m30s",
                "--audit-webhook-batch-throttle-enable=false");

        AuditOptions.Webhook webhook = options == null ? null : options.webhook();
        assertThat(webhook).isNotNull();
        assertThat(webhook.mode()).isEqualTo(Mode.BATCH);
        assertThat(webhook.initialBackoff()).isEqualTo(Duration.ofSeconds(10));
        assertThat(webhook.batch()).isEqualTo(new Batch(10_000, 400, Duration.ofSeconds(90), false, 10, 15));
        webhook.receiver().close();
    }

    @Test
    void theLogCanBeSlowedDownAndCompressed() {
        AuditOptions options = load(
                "--audit-policy-file",
                policy,
                "--audit-log-path=-",
                "--audit-log-version=audit.k8s.io/v1",
                "--audit-log-compress",
                "--audit-log-mode=batch",
                "--audit-log-batch-throttle-enable",
                "--audit-log-batch-throttle-qps=2.5",
                "--audit-log-batch-throttle-burst=3");

        AuditOptions.Log made = options == null ? null : options.log();
        assertThat(made).isNotNull();
        assertThat(made.compress()).isTrue();
        assertThat(made.batch()).isEqualTo(new Batch(10_000, 1, Duration.ZERO, true, 2.5, 3));
        assertThat(load("--audit-policy-file", policy, "--audit-log-path=-", "--audit-log-batch-throttle-enable"))
                .as("in another mode nothing is said of what is not used")
                .isNotNull();
    }

    @Test
    void theStandardOutputIsADash() {
        AuditOptions options = load(
                "--audit-policy-file",
                policy,
                "--audit-log-path=-",
                "--audit-log-format=legacy",
                "--audit-log-mode=batch");

        assertThat(options).isNotNull();
        assertThat(options.log())
                .isEqualTo(new AuditOptions.Log(null, true, 0, 0, 0, false, Mode.BATCH, Batch.OF_LOG, null));
    }

    @Test
    void whatCannotWorkIsSaid() throws Exception {
        Path bad = Files.writeString(
                directory.resolve("bad"), "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: All}]\n");
        refused("--audit-policy-file: nothing is recorded without a place", "--audit-policy-file", policy);
        refused("--audit-log-path: nothing is recorded without a policy", "--audit-log-path", log);
        refused(
                "--audit-policy-file: there is no file /nowhere.",
                "--audit-policy-file=/nowhere",
                "--audit-log-path=-");
        refused(
                "--audit-policy-file: " + bad + " cannot be used: rules[0].level: Unsupported value",
                "--audit-policy-file",
                bad.toString(),
                "--audit-log-path=-");
        refused(
                "--audit-log-path: " + policy + "/x cannot be written",
                "--audit-policy-file",
                policy,
                "--audit-log-path",
                policy + "/x");
        refused(
                "--audit-log-batch-max-size must be at least 1, is 0.",
                "--audit-policy-file",
                policy,
                "--audit-log-path=-",
                "--audit-log-batch-max-size=0");
        refused(
                "--audit-webhook-config-file: " + policy + " cannot be used: ",
                "--audit-policy-file",
                policy,
                "--audit-webhook-config-file",
                policy);
        refused(
                "--audit-log-batch-throttle-qps must be more than 0, is 0.0.",
                "--audit-policy-file",
                policy,
                "--audit-log-path=-",
                "--audit-log-mode=batch",
                "--audit-log-batch-throttle-enable");
        for (String flag : new String[] {"--audit-log-version", "--audit-webhook-version"}) {
            refused(
                    flag + ": audit.k8s.io/v1beta1 is not audit.k8s.io/v1.",
                    "--audit-policy-file",
                    policy,
                    "--audit-log-path=-",
                    flag + "=audit.k8s.io/v1beta1");
        }
        assertThatThrownBy(() -> load("--audit-log-mode=sometimes"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'sometimes' is not one of batch, blocking, blocking-strict");
        assertThatThrownBy(() -> load("--audit-log-batch-max-wait=1"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'1' is not a duration such as 30s or 1m30s");
    }

    private static void refused(String message, String... arguments) {
        assertThatThrownBy(() -> load(arguments)).isInstanceOf(UserError.class).hasMessageStartingWith(message);
    }
}
