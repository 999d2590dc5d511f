package io.gantry.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.codec.DecodeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionConfigurationReaderTest {
    private static final String KEY = "{name: k, secret: MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=}";

    private static EncryptionConfiguration read(String resources) {
        String yaml =
                "{apiVersion: apiserver.config.k8s.io/v1, kind: EncryptionConfiguration, resources: " + resources + "}";
        return EncryptionConfigurationReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String resources, String message) {
        assertThatThrownBy(() -> read(resources))
                .isInstanceOf(DecodeException.class)
                .hasMessage(message);
    }

    private static void assertProviderRefused(String provider, String message) {
        assertRefused("[{resources: [secrets], providers: [" + provider + "]}]", "resources[0].providers[0]" + message);
    }

    @Test
    void allProvidersAreRead() {
        EncryptionConfiguration read = read("[{resources: [secrets, '*.apps'], providers: [{aesgcm: {keys: [" + KEY
                + "]}}," + " {aescbc: {keys: [" + KEY + "]}}, {secretbox: {keys: [" + KEY + "]}}, {identity: {}}]}]");

        assertThat(read.resources().getFirst().names()).containsExactly("secrets", "*.apps");
        assertThat(read.resources().getFirst().providers())
                .extracting(EncryptionConfiguration.ProviderConfiguration::name)
                .containsExactly("aesgcm", "aescbc", "secretbox", "identity");
        assertThat(read.toString()).doesNotContain("MDEy");
    }

    @Test
    void otherKindsAreRefused() {
        assertThatThrownBy(() -> EncryptionConfigurationReader.read(
                        "{apiVersion: v1, kind: Pod}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage(
                        "it must be of apiVersion apiserver.config.k8s.io/v1 and kind EncryptionConfiguration, is of"
                                + " apiVersion \"v1\" and kind \"Pod\"");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused("[]", "resources: Required value: at least one resources is required");
        assertRefused(
                "[{resources: [], providers: []}]",
                "[resources[0].resources: Required value: at least one resources[0].resources is required,"
                        + " resources[0].providers: Required value: at least one resources[0].providers is required]");
        assertProviderRefused("{aesgcm: {keys: []}}", ".aesgcm.keys: Required value: at least one keys is required");
        assertProviderRefused(
                "{aesgcm: {keys: [{name: a}]}}",
                ".aesgcm.keys[0].secret: Required value: secret is a mandatory field for a key");
    }

    @Test
    void unknownAndRepeatedFieldsAreRefused() {
        assertRefused(
                "[{resources: [secrets], provider: [], providers: [{identity: {}}]}]",
                "strict decoding error: unknown field \"resources[0].provider\"");
    }

    @Test
    void keysThatDoNotFitAreRefusedAndNeverShown() {
        assertProviderRefused(
                "{secretbox: {keys: [{name: a, secret: c2hvcnQ=}]}}",
                ".secretbox.keys[0].secret: Invalid value: \"REDACTED\": secret is not of the expected length, got 5, expected"
                        + " one of [32]");
        assertProviderRefused(
                "{aescbc: {keys: [{name: a, secret: c2hvcnQ=}]}}",
                ".aescbc.keys[0].secret: Invalid value: \"REDACTED\": secret is not of the expected length, got 5, expected"
                        + " one of [16 24 32]");
        assertProviderRefused(
                "{aescbc: {keys: [{name: a, secret: '%%%%'}]}}",
                ".aescbc.keys[0].secret: Invalid value: \"REDACTED\": secrets must be base64 encoded");
    }

    @Test
    void anElementHoldsOneProvider() {
        assertProviderRefused(
                "{identity: {}, aesgcm: {keys: [" + KEY + "]}}",
                ": Invalid value: [\"aesgcm\",\"identity\"]: more than one provider specified in a single element, should split"
                        + " into different list elements");
        assertProviderRefused(
                "{}",
                ": Invalid value: {}: provider does not contain any of the expected providers: KMS, AESGCM, AESCBC,"
                        + " Secretbox, Identity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Secrets | resource name should not contain capital letters",
                "* | use '*.' to encrypt all the resources from core API group or *.* to encrypt all resources",
                "serviceipallocations | resources which do not have REST API/s cannot be encrypted",
                "deployments.extensions | 'extensions' group has been removed and cannot be used for encryption",
                "secrets.* | encrypting the same resource across groups is not supported",
            },
            quoteCharacter = '"')
    void namesThatMeanNothingAreRefused(String name, String message) {
        assertRefused(
                "[{resources: ['" + name + "'], providers: [{identity: {}}]}]",
                "resources[0].resources[0]: Invalid value: \"" + name + "\": " + message);
    }

    @Test
    void namesThatMaskEachOtherAreRefused() {
        assertRefused(
                "[{resources: [secrets, '*.'], providers: [{identity: {}}]}]",
                "resources[0].resources: Invalid value: [\"secrets\",\"*.\"]: using overlapping resources such as 'secrets' and"
                        + " '*.' in the same resource list is not allowed as they will be masked");
        assertRefused(
                "[{resources: [secrets, secrets], providers: [{identity: {}}]}]",
                "resources[0].resources: Invalid value: [\"secrets\",\"secrets\"]: the same resource cannot be specified"
                        + " multiple times");
    }

    @Test
    void namesCoverWhatLiesInTheStore() {
        assertThat(ResourceNames.cover(List.of("secrets"), "/registry/secrets/"))
                .isTrue();
        assertThat(ResourceNames.cover(List.of("secrets"), "/registry/configmaps/"))
                .isFalse();
        assertThat(ResourceNames.cover(List.of("*."), "/registry/minions/")).isTrue();
        assertThat(ResourceNames.cover(List.of("*."), "/registry/deployments/")).isFalse();
        assertThat(ResourceNames.cover(List.of("deployments.apps"), "/registry/deployments/"))
                .isTrue();
        assertThat(ResourceNames.cover(List.of("*.apps"), "/registry/statefulsets/"))
                .isTrue();
        assertThat(ResourceNames.cover(List.of("services"), "/registry/services/specs/"))
                .isTrue();
        assertThat(ResourceNames.cover(List.of("events"), "/registry/events/")).isTrue();
        assertThat(ResourceNames.cover(List.of("widgets.example.com"), "/registry/example.com/widgets/"))
                .isTrue();
        assertThat(ResourceNames.cover(List.of("*.example.com"), "/registry/example.com/widgets/"))
                .isTrue();
        assertThat(ResourceNames.cover(List.of("*.*"), "/registry/example.com/widgets/"))
                .isTrue();
        assertThat(ResourceNames.cover(List.of("gadgets.example.com"), "/registry/example.com/widgets/"))
                .isFalse();
    }

    private static String kms(String fields) {
        return "{kms: {" + fields + "}}";
    }

    @Test
    void kmsPluginsAreRead() {
        EncryptionConfiguration read = read("[{resources: [secrets], providers: ["
                + kms("apiVersion: v2, name: a, endpoint: 'unix:///run/kms.sock'") + ", "
                + kms("apiVersion: v2, name: b, endpoint: 'unix:///run/b.sock', timeout: 10s") + ", "
                + kms("apiVersion: v2, name: c, endpoint: 'unix:///@c'") + "]}]");

        assertThat(read.resources().getFirst().providers())
                .extracting(EncryptionConfiguration.ProviderConfiguration::kms)
                .containsExactly(
                        new EncryptionConfiguration.Kms(
                                "a", new KmsSocket.File(Path.of("/run/kms.sock")), Duration.ofSeconds(3)),
                        new EncryptionConfiguration.Kms(
                                "b", new KmsSocket.File(Path.of("/run/b.sock")), Duration.ofSeconds(10)),
                        new EncryptionConfiguration.Kms("c", new KmsSocket.Abstract("c"), Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name: a, endpoint: 'unix:///s' | apiVersion: Forbidden: KMSv1 is deprecated and, as in Kubernetes, switched off:"
                        + " use a plugin that speaks v2, and apiVersion v2",
                "apiVersion: v3, name: a, endpoint: 'unix:///s' | apiVersion: Invalid value: \"\"v3\"\": unsupported"
                        + " apiVersion apiVersion for KMS provider, only v1 and v2 are supported",
                "apiVersion: v2, endpoint: 'unix:///s' | name: Required value: name is a mandatory field for a provider",
                "apiVersion: v2, name: 'a:b', endpoint: 'unix:///s' | name: Invalid value: \"\"a:b\"\": invalid KMS provider"
                        + " name a:b, must not contain ':'",
                "apiVersion: v2, name: a | endpoint: Invalid value: \"\"\"\": endpoint is a mandatory field for a kms",
                "apiVersion: v2, name: a, endpoint: 'unix:///@' | endpoint: Invalid value: \"\"unix:///@\"\": it must name a"
                        + " socket, such as unix:///run/kms.sock, or unix:///@kms for an abstract one",
                "apiVersion: v2, name: a, endpoint: 'http://h/s' | endpoint: Invalid value: \"\"http://h/s\"\": unsupported"
                        + " scheme \"\"http\"\" for KMS provider, only unix is supported",
                "apiVersion: v2, name: a, endpoint: 'unix:///s', timeout: 0s | timeout: Invalid value: \"\"0s\"\": timeout"
                        + " should be a positive value",
                "apiVersion: v2, name: a, endpoint: 'unix:///s', cachesize: 9 | cachesize: Invalid value: 9: cachesize is not"
                        + " supported in v2",
            })
    void kmsPluginsThatCannotBeAskedAreRefused(String fields, String message) {
        assertProviderRefused(kms(fields), ".kms." + message.replace("\"\"", "\""));
    }

    @Test
    void namesOfKmsPluginsAreUnique() {
        String plugin = kms("apiVersion: v2, name: a, endpoint: 'unix:///s'");
        assertRefused(
                "[{resources: [secrets], providers: [" + plugin + "]}, {resources: [configmaps], providers: [" + plugin
                        + "]}]",
                "resources[1].providers[0].kms.name: Invalid value: \"a\": duplicate KMS provider name a, names must be"
                        + " unique");
    }
}
