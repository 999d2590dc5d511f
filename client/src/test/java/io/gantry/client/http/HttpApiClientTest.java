package io.gantry.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Informers;
import io.gantry.client.ListQuery;
import io.gantry.client.Patch;
import io.gantry.client.Watch;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpApiClientTest {
    private final MemoryClient objects = new MemoryClient(Time.system());
    private PlainApi api;
    private HttpApiClient client;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        api = new PlainApi(objects);
        Path token = Files.writeString(directory.resolve("token"), "sesame\n");
        client = new HttpApiClient(
                new ApiServer(api.url(), null, false, null, null, null, null, token, "default"),
                Time.system(),
                "tester/1");
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private static ConfigMap map(String name, String value) {
        return ConfigMapBuilder.of()
                .metadata(ObjectMetaBuilder.of().namespace("a").name(name).build())
                .data(Map.of("v", value))
                .build();
    }

    @Test
    void creates_reads_changes_and_deletes() {
        ConfigMap made = client.create(ConfigMapType.KIND, map("x", "1"), WriteOptions.DEFAULT);
        assertThat(made).isEqualTo(objects.get(ConfigMapType.KIND, "a", "x"));
        assertThat(api.requests)
                .containsExactly("POST /prefix/api/v1/namespaces/a/configmaps?fieldManager=tester Bearer sesame");
        assertThat(client.get(ConfigMapType.KIND, "a", "x")).isEqualTo(made);
        ConfigMap changed = client.update(
                ConfigMapType.KIND,
                ConfigMapBuilder.of(made).data(Map.of("v", "2")).build(),
                WriteOptions.DEFAULT);
        assertThat(changed.data()).isEqualTo(Map.of("v", "2"));
        assertThatThrownBy(() -> client.update(
                        ConfigMapType.KIND,
                        ConfigMapBuilder.of(made).data(Map.of("v", "3")).build(),
                        WriteOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.isConflict()).isTrue());
        assertThat(client.patch(
                                ConfigMapType.KIND,
                                "a",
                                "x",
                                Patch.merge("{\"data\":{\"w\":\"1\"}}"),
                                "",
                                WriteOptions.DEFAULT)
                        .data())
                .isEqualTo(Map.of("v", "2", "w", "1"));
        client.delete(ConfigMapType.KIND, "a", "x", DeleteOptionsBuilder.of().build());
        assertThat(client.find(ConfigMapType.KIND, "a", "x")).isEmpty();
    }

    @Test
    void lists_in_pages_and_by_selector() {
        for (int i = 0; i < 5; i++) {
            objects.create(ConfigMapType.KIND, map("m" + i, "" + i), WriteOptions.DEFAULT);
        }
        var first = client.list(ConfigMapType.KIND, "a", ListQuery.ALL.withPage(2, ""));
        assertThat(first.items()).extracting(ConfigMap::name).containsExactly("m0", "m1");
        var second = client.list(ConfigMapType.KIND, "a", ListQuery.ALL.withPage(3, first.continueToken()));
        assertThat(second.items()).extracting(ConfigMap::name).containsExactly("m2", "m3", "m4");
        assertThat(client.list(ConfigMapType.KIND, "a", ListQuery.fields("metadata.name=m3"))
                        .items())
                .hasSize(1);
    }

    @Test
    void a_watch_tells_of_changes_and_bookmarks() throws Exception {
        String from = client.list(ConfigMapType.KIND, "", ListQuery.ALL).resourceVersion();
        try (Watch<ConfigMap> watch = client.watch(ConfigMapType.KIND, "a", ListQuery.ALL.withResourceVersion(from))) {
            objects.create(ConfigMapType.KIND, map("x", "1"), WriteOptions.DEFAULT);
            WatchEvent<ConfigMap> added = watch.next(Duration.ofSeconds(10));
            while (added != null && added.type() == WatchEvent.Type.BOOKMARK) {
                added = watch.next(Duration.ofSeconds(10)); // of before the change
            }
            assertThat(added).isNotNull();
            assertThat(added.type()).isEqualTo(WatchEvent.Type.ADDED);
            assertThat(added.object()).isEqualTo(objects.get(ConfigMapType.KIND, "a", "x"));
            WatchEvent<ConfigMap> bookmark = watch.next(Duration.ofSeconds(10));
            assertThat(bookmark).isNotNull();
            assertThat(bookmark.type()).isEqualTo(WatchEvent.Type.BOOKMARK);
            assertThat(bookmark.resourceVersion()).isEqualTo(added.resourceVersion());
        }
    }

    @Test
    void a_watch_that_the_server_ends_with_an_error_says_which() {
        objects.create(ConfigMapType.KIND, map("x", "1"), WriteOptions.DEFAULT);
        objects.expire();
        try (Watch<ConfigMap> watch = client.watch(ConfigMapType.KIND, "", ListQuery.ALL.withResourceVersion("1"))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> watch.next(Duration.ofSeconds(10)))
                        .isInstanceOfSatisfying(
                                StatusException.class,
                                e -> assertThat(e.isExpired()).isTrue());
            }
        }
    }

    @Test
    void a_closed_watch_ends_for_whoever_waits() throws Exception {
        Watch<ConfigMap> watch = client.watch(ConfigMapType.KIND, "", ListQuery.ALL.withResourceVersion("1"));
        watch.close();
        assertThatThrownBy(() -> watch.next(Duration.ofSeconds(10))).isInstanceOf(WatchClosedException.class);
    }

    @Test
    void informers_work_over_it_through_lost_watches() throws Exception {
        try (var informers = new Informers(client, Time.system(), new Random(1))) {
            var informer = informers.of(ConfigMapType.KIND);
            informers.start();
            assertThat(informers.awaitSynced(Duration.ofSeconds(10))).isTrue();
            objects.create(ConfigMapType.KIND, map("x", "1"), WriteOptions.DEFAULT);
            await().until(() -> informer.reader().get("a", "x") != null);
            objects.closeWatches();
            objects.create(ConfigMapType.KIND, map("y", "1"), WriteOptions.DEFAULT);
            await().until(() -> informer.reader().get("a", "y") != null);
            objects.expire();
            objects.create(ConfigMapType.KIND, map("z", "1"), WriteOptions.DEFAULT);
            await().until(() -> informer.reader().get("a", "z") != null);
        }
    }

    @Test
    void a_server_that_is_not_there_is_unavailable() {
        api.close();
        assertThatThrownBy(() -> client.get(ConfigMapType.KIND, "a", "x"))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(503));
    }

    @Test
    void an_answer_that_is_no_status_is_told_as_it_is() {
        assertThat(HttpApiClient.refusal(502, "<html>Bad gateway".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessage("<html>Bad gateway")
                .extracting(StatusException::code)
                .isEqualTo(502);
    }

    @Test
    void kubeconfigs_are_read_with_what_they_refer_to(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("ca.pem"), "CA");
        Path file = Files.writeString(directory.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: one
                clusters:
                - name: c
                  cluster: {server: "https://10.0.0.1:6443", certificate-authority: ca.pem, tls-server-name: kubernetes}
                contexts:
                - name: one
                  context: {cluster: c, user: u, namespace: team}
                - name: two
                  context: {cluster: c, user: helper}
                users:
                - name: u
                  user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}
                - name: helper
                  user: {exec: {command: login}}
                """);
        ApiServer server = KubeconfigFile.load(file, "");
        assertThat(server.url()).isEqualTo(URI.create("https://10.0.0.1:6443"));
        assertThat(server.authorityPem()).isEqualTo("CA");
        assertThat(server.certificatePem()).isEqualTo("CERT");
        assertThat(server.keyPem()).isEqualTo("KEY");
        assertThat(server.serverName()).isEqualTo("kubernetes");
        assertThat(server.namespace()).isEqualTo("team");
        assertThat(server.toString()).doesNotContain("KEY");
        assertThatThrownBy(() -> KubeconfigFile.load(file, "two"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user helper has exec, which is not supported");
        assertThatThrownBy(() -> KubeconfigFile.load(file, "three")).hasMessageContaining("no entry named \"three\"");
    }

    @Test
    void keys_in_all_usual_forms_are_read() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        PrivateKey key = rsa.generateKeyPair().getPrivate();
        assertThat(Trust.key(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
        // PKCS#1 is what stands inside PKCS#8 after 26 bytes of head, for a key of this size.
        byte[] inside = java.util.Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);
        PrivateKey read = Trust.key(pem("RSA PRIVATE KEY", inside));
        assertThat(((RSAPrivateCrtKey) read).getModulus()).isEqualTo(((RSAPrivateCrtKey) key).getModulus());
        PrivateKey curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        assertThat(Trust.key(pem("PRIVATE KEY", curve.getEncoded()))).isEqualTo(curve);
        // SEC 1 on P-256, where the secret number is 1 and the public key is left out.
        byte[] ofCurve =
                java.util.HexFormat.of().parseHex("30310201010420" + "00".repeat(31) + "01a00a06082a8648ce3d030107");
        assertThat(((java.security.interfaces.ECPrivateKey) Trust.key(pem("EC PRIVATE KEY", ofCurve))).getS())
                .isEqualTo(java.math.BigInteger.ONE);
        assertThatThrownBy(() -> Trust.key(pem("EC PRIVATE KEY", inside))).hasMessageContaining("its curve");
        assertThatThrownBy(() -> Trust.key(pem("DSA PRIVATE KEY", inside))).hasMessageContaining("openssl pkcs8");
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }
}
