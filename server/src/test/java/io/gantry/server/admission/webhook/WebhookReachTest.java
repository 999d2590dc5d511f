package io.gantry.server.admission.webhook;

import static io.gantry.server.admission.webhook.WebhookFixture.ALLOW;
import static io.gantry.server.admission.webhook.WebhookFixture.MAPS;
import static io.gantry.server.admission.webhook.WebhookFixture.bundle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.edge.TestTls;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How webhooks are reached, and what happens when they are not. */
final class WebhookReachTest {
    private final WebhookFixture cluster = new WebhookFixture();
    private final HookServer server = cluster.server;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aServerThatIsNotThereFailsTheRequestUnlessThePolicyIsToIgnoreIt() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String client = "url: 'https://127.0.0.1:" + port + "/x'" + bundle(TestTls.CA);
        cluster.hookAt("Validating", "lax", client, MAPS + ", failurePolicy: Ignore");
        cluster.configMap("one", "");
        cluster.hookAt("Validating", "strict", client, MAPS);
        assertThatThrownBy(() -> cluster.configMap("two", ""))
                .hasMessage("Internal error occurred: failed calling webhook \"strict.example.com\": failed to call "
                        + "webhook: Post \"https://127.0.0.1:" + port + "/x?timeout=10s\": dial tcp 127.0.0.1:" + port
                        + ": connect: connection refused")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(500));
    }

    @Test
    void aServerThatNobodyVouchesForIsNotAsked() {
        server.answer("/ask", _ -> ALLOW);
        cluster.hookAt("Validating", "check", "url: '" + server.url("/ask") + "'" + bundle(TestTls.OTHER_CA), MAPS);
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageEndingWith(
                        "tls: failed to verify certificate: x509: certificate signed by unknown authority");
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        server.answer("/slow", _ -> {
            try {
                return over.await(30, TimeUnit.SECONDS) ? ALLOW : "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        });
        cluster.hook("Validating", "check", "/slow", MAPS + ", timeoutSeconds: 1");
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageEndingWith("/slow?timeout=1s\": context deadline exceeded");
        over.countDown();
    }

    @Test
    void aPathThatIsNotThereIsAFailure() {
        cluster.hook("Validating", "check", "/nowhere", MAPS);
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessageEndingWith("failed to call webhook: the server could not find the requested resource");
    }

    @Test
    void aServiceIsFoundByItsEndpointsAndCertifiedUnderItsName() {
        server.answer("/svc", _ -> ALLOW);
        cluster.hookAt(
                "Validating", "check", "service: {name: hook, namespace: shop, path: /svc}" + bundle(TestTls.CA), MAPS);
        String prefix = "Internal error occurred: failed calling webhook \"check.example.com\": failed to call "
                + "webhook: Post \"https://hook.shop.svc:443/svc?timeout=10s\": ";
        assertThatThrownBy(() -> cluster.configMap("m", "")).hasMessage(prefix + "service \"hook\" not found");
        cluster.create("{apiVersion: v1, kind: Service, metadata: {name: hook, namespace: shop},"
                + " spec: {ports: [{port: 443}]}}");
        assertThatThrownBy(() -> cluster.configMap("m", ""))
                .hasMessage(prefix + "no endpoints available for service \"hook\"");
        cluster.store.write(Op.put(
                StorageKeys.key(EndpointSliceType.KIND, "shop", "hook-1"),
                AdmissionFixture.parse("""
                        apiVersion: discovery.k8s.io/v1
                        kind: EndpointSlice
                        metadata: {name: hook-1, namespace: shop, labels: {kubernetes.io/service-name: hook}}
                        addressType: IPv4
                        ports: [{name: '', port: %d}]
                        endpoints: [{addresses: [127.0.0.1]}]
                        """.formatted(server.port())),
                Expect.absent()));
        cluster.configMap("m", "");
        assertThat(server.questions).hasSize(1);
    }
}
