package io.gantry.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.api.status.StatusException;
import io.gantry.base.VirtualTime;
import io.gantry.server.metrics.EnvelopeScrape;
import io.gantry.server.registry.RegistryFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmsProviderTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final String KEY = "/registry/secrets/default/db";
    private static final byte[] PREFIX = "k8s:enc:kms:v2:vault:".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private final VirtualTime time = new VirtualTime(RegistryFixture.START);
    private KmsPlugin plugin;
    private Path file;

    @BeforeEach
    void startPlugin() throws IOException {
        plugin = new KmsPlugin(new KmsSocket.File(directory.resolve("kms.sock")));
        file = configure(kms("kms.sock"));
    }

    @AfterEach
    void stopPlugin() throws Exception {
        plugin.close();
    }

    private String kms(String socket) {
        return "{kms: {apiVersion: v2, name: vault, timeout: 1s, endpoint: 'unix://" + directory.resolve(socket)
                + "'}}";
    }

    private Path configure(String... providers) throws IOException {
        return Files.writeString(
                directory.resolve("configuration.yaml"),
                "{apiVersion: apiserver.config.k8s.io/v1, kind: EncryptionConfiguration, resources: ["
                        + "{resources: [secrets], providers: [" + String.join(", ", providers) + "]}]}");
    }

    private Encryption encryption() throws IOException {
        Encryption encryption = Encryption.of(file, RANDOM, time);
        encryption.start();
        return encryption;
    }

    private SecretStore open(Encryption encryption) {
        return new SecretStore(directory.resolve("store"), encryption);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String problem(Encryption encryption) {
        return encryption.checks().getFirst().problem().get();
    }

    @Test
    void aPluginMayListenOnAnAbstractName() throws Exception {
        String name = "gantry-kms-test-" + ProcessHandle.current().pid();
        Path of = configure("{kms: {apiVersion: v2, name: vault, timeout: 10s, endpoint: 'unix:///@" + name + "'}}");
        try (KmsPlugin named = new KmsPlugin(new KmsSocket.Abstract(name));
                Encryption encryption = Encryption.of(of, RANDOM, time)) {
            encryption.start();
            try (SecretStore cluster = open(encryption)) {
                cluster.create("db", PASSWORD);
                assertThat(named.encrypted).hasValue(1);
                assertThat(cluster.read("db")).isEqualTo(PASSWORD);
            }
        }
        assertThat(plugin.encrypted).hasValue(0);
    }

    @Test
    void oneSeedEncryptsUntilThePluginHasAnotherKey() throws Exception {
        try (Encryption encryption = encryption();
                SecretStore cluster = open(encryption)) {
            cluster.create("db", PASSWORD);
            cluster.create("other", PASSWORD);
            assertThat(plugin.encrypted).hasValue(1);
            String before = cluster.version("db");
            cluster.replace("db");
            assertThat(cluster.version("db")).isEqualTo(before);

            plugin.keyId = "key-2";
            time.advance(Duration.ofMinutes(1));
            time.advance(Staleness.ON_THE_WAY);
            assertThat(plugin.encrypted).hasValue(2);
            cluster.replace("db");
            String after = cluster.version("db");
            assertThat(after).isNotEqualTo(before);
            cluster.replace("db");
            assertThat(cluster.version("db")).isEqualTo(after);
        }
        try (Encryption encryption = encryption();
                SecretStore cluster = open(encryption)) {
            assertThat(cluster.read("db")).isEqualTo(PASSWORD);
            assertThat(cluster.read("other")).isEqualTo(PASSWORD);
            // One for each seed, not for each value.
            assertThat(plugin.decrypted).hasValue(2);
            String old = cluster.version("other");
            cluster.replace("other");
            assertThat(cluster.version("other")).isNotEqualTo(old);
        }
        plugin.forget("key-1");
        try (Encryption encryption = encryption();
                SecretStore cluster = open(encryption)) {
            assertThat(cluster.read("other")).isEqualTo(PASSWORD);
        }
        plugin.forget("key-2");
        plugin.keyId = "key-3";
        try (Encryption encryption = encryption()) {
            assertThatThrownBy(() -> open(encryption))
                    .hasMessageContainingAll(
                            "is encrypted with the kms provider \"vault\", which cannot open it: failed to decrypt DEK,"
                                    + " error: rpc error: code = Internal desc = no key key-2");
        }
    }

    @Test
    void whatAPluginIsAskedAndItsKeysAreCounted() throws Exception {
        String one = "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes("key-1")));
        String prefix = "apiserver_envelope_encryption_";
        try (Encryption encryption = encryption()) {
            byte[] stored = encryption.seal(KEY, bytes(PASSWORD));
            encryption.seal(KEY, bytes(PASSWORD));
            encryption.open(KEY, stored, 1);
            plugin.keyId = "";
            time.advance(Duration.ofMinutes(1));

            assertThat(EnvelopeScrape.of(encryption.envelope()))
                    .contains(
                            prefix + "key_id_hash_total{key_id_hash=\"" + one
                                    + "\",provider_name=\"vault\",transformation_type=\"to_storage\"} 2.0",
                            prefix + "key_id_hash_total{key_id_hash=\"" + one
                                    + "\",provider_name=\"vault\",transformation_type=\"from_storage\"} 1.0",
                            prefix + "invalid_key_id_from_status_total{error=\"empty\",provider_name=\"vault\"} 1.0",
                            prefix + "dek_source_cache_size{provider_name=\"vault\"} 1.0",
                            prefix + "kms_operations_latency_seconds_count{grpc_status_code=\"OK\","
                                    + "method_name=\"/v2.KeyManagementService/Encrypt\",provider_name=\"vault\"} 1",
                            prefix + "key_id_hash_status_last_timestamp_seconds{key_id_hash=\"" + one)
                    .doesNotContain("key-1");
        }
        plugin.close();
        try (Encryption encryption = encryption()) {
            assertThat(EnvelopeScrape.of(encryption.envelope()))
                    .containsPattern("grpc_status_code=\"(Unavailable|DeadlineExceeded)\"");
        }
    }

    @Test
    void whatIsStoredIsAnEncryptedObjectAsKubernetesHasIt() throws Exception {
        try (Encryption encryption = encryption()) {
            byte[] stored = encryption.seal(KEY, bytes(PASSWORD));

            assertThat(Arrays.copyOf(stored, PREFIX.length)).isEqualTo(PREFIX);
            EncryptedObject object = EncryptedObject.decode(stored, PREFIX.length);
            // 32 bytes for HKDF, 12 of nonce, 16 of tag.
            assertThat(object.data().size()).isEqualTo(32 + 12 + PASSWORD.length() + 16);
            assertThat(object.source().keyId()).isEqualTo("key-1");
            assertThat(object.source().annotations()).containsOnlyKeys("salt.kms.example.com");
            assertThat(object.type()).isEqualTo(EncryptedObject.SEED);
            assertThat(encryption.open(KEY, stored, 1)).isEqualTo(bytes(PASSWORD));
            assertThatThrownBy(() -> encryption.open("/registry/secrets/default/moved", stored, 1))
                    .hasMessageContaining("changed or moved");
        }
    }

    /** Against numbers that were not written by the same code: the field numbers of the protocol, as bytes. */
    @Test
    void messagesHaveTheProtocolsNumbers() throws Exception {
        byte[] message = HexFormat.of()
                .parseHex("0a0201021203" + "6b6579" + "1a0103" + "220a0a05612e622e631201" + "09" + "2801");

        EncryptedObject object = EncryptedObject.decode(message, 0);
        assertThat(object.data().toByteArray()).containsExactly(1, 2);
        assertThat(object.source().keyId()).isEqualTo("key");
        assertThat(object.source().ciphertext().toByteArray()).containsExactly(3);
        assertThat(object.source().annotations().get("a.b.c").toByteArray()).containsExactly(9);
        assertThat(object.type()).isEqualTo(EncryptedObject.SEED);
        assertThat(object.encode(new byte[0])).isEqualTo(message);
    }

    /** HKDF without its first half, by the JDK itself. */
    @Test
    void keysFollowFromTheSeedByHkdf() throws Exception {
        byte[] seed = HexFormat.of().parseHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        byte[] info = new byte[32];
        byte[] key = javax.crypto
                .KDF
                .getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(seed, "HKDF-SHA256"), info, 32));
        byte[] sealed = new AesGcm(key, RANDOM).seal(info, bytes(PASSWORD), bytes(KEY));

        assertThat(new SeedCipher(seed, RANDOM).open(sealed, 0, bytes(KEY))).isEqualTo(bytes(PASSWORD));
    }

    @Test
    void aPluginThatIsGoneIsToldByTheHealthCheckAndStopsWritesAfterThreeMinutes() throws Exception {
        try (Encryption encryption = encryption()) {
            assertThat(encryption.checks()).extracting(Encryption.Check::name).containsExactly("kms-provider-0");
            assertThat(problem(encryption)).isNull();
            plugin.stop();
            time.advance(Duration.ofSeconds(30));
            // As the connection has learnt by then that it is at its end, or has not.
            assertThat(problem(encryption))
                    .matches("failed to perform status section of the healthz check for KMS Provider vault, error: rpc"
                            + " error: code = (DeadlineExceeded|Unavailable) .*");
            assertThat(encryption.seal(KEY, bytes(PASSWORD))).isNotEmpty();

            time.advance(Duration.ofSeconds(151));
            assertThatThrownBy(() -> encryption.seal(KEY, bytes(PASSWORD)))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            refused -> assertThat(refused.status().code()).isEqualTo(500))
                    .hasMessageContaining("has not been confirmed for 3 minutes");

            plugin.restart();
            time.advance(Duration.ofSeconds(10));
            assertThat(problem(encryption)).isNull();
            assertThat(encryption.seal(KEY, bytes(PASSWORD))).isNotEmpty();
        }
    }

    @Test
    void aPluginMayStartLater() throws Exception {
        plugin.stop();
        try (Encryption encryption = encryption()) {
            assertThatThrownBy(() -> encryption.seal(KEY, bytes(PASSWORD))).hasMessageContaining("has no key yet");
            plugin.restart();
            // On a machine that is busy, the first answers may be too late: it is asked again each second.
            await().ignoreExceptionsInstanceOf(StatusException.class).untilAsserted(() -> {
                time.advance(Duration.ofSeconds(1));
                assertThat(encryption.seal(KEY, bytes(PASSWORD))).isNotEmpty();
            });
        }
    }

    @Test
    void aPluginThatIsNotWellIsQuoted() throws Exception {
        plugin.health = "low on entropy";
        try (Encryption encryption = encryption()) {
            assertThat(problem(encryption))
                    .isEqualTo("kmsv2 Provider vault is not healthy, error: got unexpected healthz status: low on"
                            + " entropy");
        }
    }

    @Test
    void aChangedFileIsUsedWhenAllInItIsWell() throws Exception {
        String aesgcm = "{aesgcm: {keys: [{name: k, secret: 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE='}]}}";
        configure(aesgcm);
        try (Encryption encryption = Encryption.reloading(file, RANDOM, time)) {
            encryption.start();
            SecretStore cluster = open(encryption);
            cluster.create("db", PASSWORD);
            String before = cluster.version("db");
            assertThat(encryption.checks()).extracting(Encryption.Check::name).containsExactly("kms-providers");

            Files.writeString(file, "resources: nonsense");
            time.advance(Duration.ofMinutes(1));
            configure(kms("nowhere.sock"), aesgcm);
            time.advance(Duration.ofMinutes(1));
            assertThat(encryption.seal(KEY, bytes(PASSWORD)))
                    .asString(StandardCharsets.ISO_8859_1)
                    .startsWith("k8s:enc:aesgcm:v1:k:");
            cluster.replace("db");
            assertThat(cluster.version("db")).isEqualTo(before);

            configure(kms("kms.sock"), aesgcm);
            time.advance(Duration.ofMinutes(1));
            assertThat(encryption.seal(KEY, bytes(PASSWORD)))
                    .asString(StandardCharsets.ISO_8859_1)
                    .startsWith("k8s:enc:kms:v2:vault:");
            assertThat(problem(encryption)).isNull();
            time.advance(Staleness.ON_THE_WAY);
            cluster.replace("db");
            assertThat(cluster.version("db")).isNotEqualTo(before);
            cluster.close();
        }
        configure(kms("kms.sock"));
        try (Encryption encryption = encryption();
                SecretStore cluster = open(encryption)) {
            assertThat(cluster.read("db")).isEqualTo(PASSWORD);
        }
    }

    @Test
    void answersThatCannotBeStoredAreRefused() {
        assertThat(List.of("", "k".repeat(1025)))
                .allSatisfy(
                        keyId -> assertThat(EncryptedObject.wrongKeyId(keyId)).isNotEmpty());
        assertThatThrownBy(() -> EncryptedObject.decode(HexFormat.of().parseHex("0a0101120161"), 0))
                .hasMessageContaining("encrypted DEK source is empty");
    }
}
