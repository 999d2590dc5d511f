package io.gantry.server.admission.webhook;

import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.edge.TestTls;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A cluster whose webhooks are at {@link #server}. */
final class WebhookFixture extends AdmissionFixture {
    static final String ALLOW = "\"allowed\": true";
    static final String MAPS =
            "rules: [{operations: ['*'], apiGroups: [''], apiVersions: [v1], resources: [configmaps]}]";

    final HookServer server = new HookServer();

    static String bundle(X509Bundle authority) {
        return ", caBundle: "
                + Base64.getEncoder()
                        .encodeToString(authority.getCertificatePEM().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param sort Validating or Mutating
     * @param rest of the webhook, its rules at least
     */
    void hook(String sort, String name, String path, String rest) {
        hookAt(sort, name, "url: '" + server.url(path) + "'" + bundle(TestTls.CA), rest);
    }

    void hookAt(String sort, String name, String client, String rest) {
        String effects = rest.contains("sideEffects") ? "" : ", sideEffects: None";
        create("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: %sWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                - {name: %s.example.com, clientConfig: {%s}, admissionReviewVersions: [v1], %s}
                """.formatted(sort, name, name, client, rest + effects));
    }

    @Override
    public void close() {
        server.close();
        super.close();
    }
}
