package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.audit.AuditOptions;
import io.gantry.server.audit.AuditOptions.Batch;
import io.gantry.server.audit.AuditOptions.Mode;
import io.gantry.server.audit.AuditPolicyFile;
import io.gantry.server.audit.Auditor;
import io.gantry.server.auth.AccessOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of service accounts' tokens that are used: in the metrics, and in the audit. */
class TokenUseTest {
    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";

    @TempDir
    private Path directory;

    private Auditor auditor;
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        Path policy = Files.writeString(
                directory.resolve("policy.yaml"),
                "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}]");
        auditor = Auditor.open(
                new AuditOptions(
                        AuditPolicyFile.read(policy),
                        new AuditOptions.Log(log(), false, 0, 0, 0, false, Mode.BLOCKING, Batch.OF_LOG, null),
                        null),
                Time.system());
        http = new HttpFixture(
                (version, kind, metadata, objects, include, headers) -> new byte[0],
                AccessOptions.NONE,
                Time.system(),
                auditor);
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        auditor.close();
    }

    private Path log() {
        return directory.resolve("audit.log");
    }

    private List<Map<String, Object>> events(String id) throws Exception {
        String text = Files.readString(log());
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> Tree.object(Tree.parseJson(line.getBytes(StandardCharsets.UTF_8))))
                .filter(event -> id.equals(event.get("auditID")))
                .toList();
    }

    private void noted(String id) {
        List<Map<String, Object>> events = Awaitility.await().until(() -> events(id), found -> found.size() >= 2);
        assertThat(events.getLast().get("annotations").toString()).contains("stale=since long");
    }

    @Test
    void useIsCountedAndStaleTokensAreNoted() throws Exception {
        http.send("valid", "GET", "/api", new byte[0], "audit-id", "valid");
        http.send("of-a-secret", "GET", "/api", new byte[0]);
        http.send("stale", "GET", "/api", new byte[0], "audit-id", "stale");
        http.send(
                "POST",
                REVIEWS,
                "{\"spec\":{\"token\":\"stale\"}}",
                "content-type",
                HttpFixture.JSON,
                "audit-id",
                "review");

        noted("stale");
        noted("review");
        assertThat(http.send("GET", "/metrics", "").text())
                .contains("\nserviceaccount_valid_tokens_total 1.0\n", "\nserviceaccount_stale_tokens_total 2.0\n")
                .contains(
                        "\nserviceaccount_legacy_tokens_total 1.0\n",
                        "\nserviceaccount_legacy_manual_token_uses_total 1.0\n",
                        "\nserviceaccount_legacy_auto_token_uses_total 0.0\n");
    }
}
