package io.gantry.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.base.VirtualTime;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.RegistryFixture;
import io.gantry.store.StoreOpenException;
import io.gantry.store.UnreadableValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionAtRestTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final String OLD_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String NEW_KEY = "QUJDREVGR0hJSktMTU5PUA==";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("pki").resolve("encryption.yaml");
    }

    private SecretStore open() throws IOException {
        return new SecretStore(directory.resolve("store"), Encryption.ofOwnFile(file(), RANDOM, new VirtualTime()));
    }

    private SecretStore open(String... providers) throws IOException {
        Path file = directory.resolve("configuration.yaml");
        Files.writeString(
                file,
                "{apiVersion: apiserver.config.k8s.io/v1, kind: EncryptionConfiguration, resources: ["
                        + "{resources: [secrets], providers: [" + String.join(", ", providers) + "]}]}");
        return new SecretStore(directory.resolve("store"), Encryption.of(file, RANDOM, new VirtualTime()));
    }

    private static String aesgcm(String name, String secret) {
        return "{aesgcm: {keys: [{name: " + name + ", secret: '" + secret + "'}]}}";
    }

    /** Whether one of the engine's files holds this text. */
    private boolean onDisk(String text) throws IOException {
        try (var files = Files.walk(directory.resolve("store"))) {
            return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, text));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(Encryption encryption, String... message) {
        assertThatThrownBy(() -> new SecretStore(directory.resolve("store"), encryption).close())
                .isInstanceOfSatisfying(
                        StoreOpenException.class,
                        e -> assertThat(e.reason().code()).isEqualTo("ValueUnreadable"))
                .hasMessageContaining("/registry/secrets/default/db")
                .hasMessageContainingAll(message);
    }

    @Test
    void secretsAreEncryptedWithoutBeingAskedFor() throws IOException {
        try (SecretStore cluster = open()) {
            cluster.configMaps.create(
                    "default",
                    RegistryFixture.with(RegistryFixture.configMap("m"), "k", "plain-to-see"),
                    WriteOptions.DEFAULT);
            assertThat(file()).doesNotExist();
            cluster.create("db", PASSWORD);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(onDisk("plain-to-see")).isTrue();
            assertThat(onDisk("k8s:enc:aesgcm:v1:gantry-")).isTrue();
            assertThat(onDisk(PASSWORD)).isFalse();
        }
        assertThat(onDisk(PASSWORD)).isFalse();
        String key = Files.readString(file());
        assertThat(OwnFile.read(file(), RANDOM)).isNotNull();
        try (SecretStore cluster = open()) {
            assertThat(cluster.read("db")).isEqualTo(PASSWORD);
            cluster.create("other", PASSWORD);
        }
        assertThat(file()).hasContent(key);
        // As if it had been edited: read as YAML.
        Files.writeString(file(), key + "# mine\n");
        assertThat(OwnFile.read(file(), RANDOM)).isNull();
        try (SecretStore cluster = open()) {
            assertThat(cluster.read("db")).isEqualTo(PASSWORD);
            assertThat(cluster.read("other")).isEqualTo(PASSWORD);
        }
    }

    @Test
    void plainSecretsAreReadAndEncryptedWithTheNextWriteEvenIfNothingChanges() throws IOException {
        try (SecretStore old = new SecretStore(directory.resolve("store"), Encryption.none())) {
            old.create("db", PASSWORD);
        }
        assertThat(onDisk("k8s:enc:")).isFalse();
        try (SecretStore cluster = open()) {
            String before = cluster.secrets.get("default", "db").metadata().resourceVersion();
            assertThat(cluster.read("db")).isEqualTo(PASSWORD);

            cluster.replace("db");
            String after = cluster.secrets.get("default", "db").metadata().resourceVersion();
            assertThat(after).isNotEqualTo(before);
            assertThat(onDisk("k8s:enc:aesgcm:v1:gantry-")).isTrue();

            cluster.replace("db");
            assertThat(cluster.secrets.get("default", "db").metadata().resourceVersion())
                    .isEqualTo(after);
        }
    }

    @Test
    void aLostFileIsNamedAndNotReplaced() throws IOException {
        try (SecretStore cluster = open()) {
            cluster.create("db", PASSWORD);
        }
        Path kept = directory.resolve("kept");
        Files.move(file(), kept);

        assertRefused(
                Encryption.ofOwnFile(file(), RANDOM, new VirtualTime()),
                file().toString(),
                "restore that file from a backup");
        assertThat(file()).doesNotExist();

        Files.move(kept, file());
        try (SecretStore cluster = open()) {
            assertThat(cluster.read("db")).isEqualTo(PASSWORD);
        }
    }

    @Test
    void aWrongKeyIsNamed() throws IOException {
        try (SecretStore cluster = open()) {
            cluster.create("db", PASSWORD);
        }
        String text = Files.readString(file());
        Files.writeString(file(), text.replaceAll("secret: .*", "secret: " + OLD_KEY));

        assertRefused(Encryption.ofOwnFile(file(), RANDOM, new VirtualTime()), file().toString(), "restore the key");
    }

    @Test
    void keysRotate() throws IOException {
        try (SecretStore cluster = open(aesgcm("old", OLD_KEY))) {
            cluster.create("db", PASSWORD);
            cluster.create("kept", PASSWORD);
        }
        try (SecretStore cluster = open(aesgcm("new", NEW_KEY), aesgcm("old", OLD_KEY))) {
            cluster.replace("db");
        }
        assertThatThrownBy(() -> open(aesgcm("new", NEW_KEY)).close())
                .hasMessageContainingAll("/registry/secrets/default/kept", "the aesgcm key \"old\"");
        try (SecretStore cluster = open(aesgcm("new", NEW_KEY), aesgcm("old", OLD_KEY))) {
            cluster.replace("kept");
        }
        try (SecretStore cluster = open(aesgcm("new", NEW_KEY))) {
            assertThat(cluster.read("db")).isEqualTo(PASSWORD);
            assertThat(cluster.read("kept")).isEqualTo(PASSWORD);
        }
    }

    @Test
    void everyProviderKeepsWhatItEncrypts() throws IOException {
        for (String provider : new String[] {"aescbc", "secretbox"}) {
            String element = "{" + provider + ": {keys: [{name: k, secret: '" + OLD_KEY + "'}]}}";
            try (SecretStore cluster = open(element, "{aescbc: {keys: [{name: k, secret: '" + OLD_KEY + "'}]}}")) {
                cluster.create(provider, PASSWORD);
                assertThat(onDisk("k8s:enc:" + provider + ":v1:k:")).isTrue();
                assertThat(onDisk(PASSWORD)).isFalse();
            }
            try (SecretStore cluster = open(element, "{aescbc: {keys: [{name: k, secret: '" + OLD_KEY + "'}]}}")) {
                assertThat(cluster.read(provider)).isEqualTo(PASSWORD);
            }
        }
    }

    @Test
    void plainValuesAreRefusedWhereOnlyEncryptedOnesAreAllowed() throws IOException {
        try (SecretStore old = new SecretStore(directory.resolve("store"), Encryption.none())) {
            old.create("db", PASSWORD);
        }
        assertThatThrownBy(() -> open(aesgcm("k", OLD_KEY)).close())
                .hasMessageContainingAll("/registry/secrets/default/db is not encrypted", "- identity: {}");
    }

    @Test
    void withoutEncryptionAnEncryptedValueIsNotTakenForAnObject() throws IOException {
        try (SecretStore cluster = open()) {
            cluster.create("db", PASSWORD);
        }
        assertRefused(Encryption.none(), "is encrypted with the aesgcm key \"gantry-");
    }

    @Test
    void aChangedOrMovedValueIsRefused() throws IOException {
        Encryption encryption = Encryption.ofOwnFile(file(), RANDOM, new VirtualTime());
        byte[] sealed = encryption.seal("/registry/secrets/default/a", PASSWORD.getBytes(StandardCharsets.UTF_8));

        assertThat(encryption.open("/registry/secrets/default/a", sealed, 1))
                .asString()
                .isEqualTo(PASSWORD);
        assertThatThrownBy(() -> encryption.open("/registry/secrets/default/b", sealed, 1))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining("changed or moved");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> encryption.open("/registry/secrets/default/a", sealed, 1))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining("changed or moved");
    }

    @Test
    void aKeyThatCannotBeKeptEncryptsNothing() throws IOException {
        Files.writeString(directory.resolve("pki"), "in the way");
        Encryption encryption = Encryption.ofOwnFile(file(), RANDOM, new VirtualTime());

        assertThatThrownBy(() -> encryption.seal("/registry/secrets/default/a", new byte[1]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file().toString());

        Files.delete(directory.resolve("pki"));
        assertThat(encryption.seal("/registry/secrets/default/a", new byte[1])).isNotEmpty();
        assertThat(file()).exists();
    }
}
