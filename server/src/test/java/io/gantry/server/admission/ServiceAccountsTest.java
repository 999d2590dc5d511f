package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ProjectedVolumeSourceType;
import io.gantry.api.core.v1.Volume;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceAccountsTest {
    private final AdmissionFixture cluster = new AdmissionFixture();

    @BeforeEach
    void accounts() {
        cluster.create("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: robot, namespace: shop}
                imagePullSecrets: [{name: registry}]
                """);
        cluster.create("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: quiet, namespace: shop}
                automountServiceAccountToken: false
                """);
        cluster.create("""
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: strict
                  namespace: shop
                  annotations: {kubernetes.io/enforce-mountable-secrets: "true"}
                secrets: [{name: known}]
                imagePullSecrets: [{name: registry}]
                """);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private Pod pod(String rest, String container) {
        return cluster.pod("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop%s}
                spec: {containers: [{name: a, image: x%s}]%s}
                """.formatted(
                        rest.startsWith("mirror") ? ", annotations: {kubernetes.io/config.mirror: x}" : "",
                        container.isEmpty() ? "" : ", " + container,
                        rest.isEmpty() ? "" : ", " + rest.replace("mirror ", "")));
    }

    @Test
    void theTokenIsMountedInTheShapeThatKubernetesGivesIt() {
        Pod pod = pod("serviceAccountName: robot", "");
        assertThat(pod.spec().serviceAccount()).isEqualTo("robot");
        assertThat(pod.spec().imagePullSecrets()).extracting("name").containsExactly("registry");
        Volume volume = pod.spec().volumes().getFirst();
        assertThat(volume.name()).startsWith("kube-api-access-");
        assertThat(Yaml.write(
                        Tree.ofRecord(ProjectedVolumeSourceType.TYPE, Objects.requireNonNull(volume.projected()))))
                .isEqualTo("""
                defaultMode: 420
                sources:
                - serviceAccountToken:
                    expirationSeconds: 3607
                    path: token
                - configMap:
                    items:
                    - key: ca.crt
                      path: ca.crt
                    name: kube-root-ca.crt
                - downwardAPI:
                    items:
                    - fieldRef:
                        apiVersion: v1
                        fieldPath: metadata.namespace
                      path: namespace
                """);
        assertThat(pod.spec().containers().getFirst().volumeMounts())
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.mountPath()).isEqualTo("/var/run/secrets/kubernetes.io/serviceaccount");
                    assertThat(mount.readOnly()).isTrue();
                    assertThat(mount.name()).isEqualTo(volume.name());
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serviceAccountName: quiet | '' | 0",
                "'serviceAccountName: quiet, automountServiceAccountToken: true' | '' | 1",
                "automountServiceAccountToken: false | '' | 0",
                "volumes: [{name: own, emptyDir: {}}]"
                        + " | 'volumeMounts: [{name: own, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}]' | 0",
            })
    void noTokenIsMountedWhereNoneIsWanted(String rest, String container, int projected) {
        assertThat(pod(rest, container).spec().volumes())
                .filteredOn(volume -> volume.projected() != null)
                .hasSize(projected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serviceAccountName: gone | '' | error looking up service account shop/gone: serviceaccount \"gone\" not found",
                "mirror serviceAccountName: robot | '' | a mirror pod may not reference service accounts",
                "mirror volumes: [{name: s, secret: {secretName: x}}] | '' | a mirror pod may not reference secrets",
                "'serviceAccountName: strict, volumes: [{name: s, secret: {secretName: other}}]' | ''"
                        + " | volume with secret.secretName=\"other\" is not allowed because service account strict does not"
                        + " reference that secret",
                "serviceAccountName: strict | 'env: [{name: E, valueFrom: {secretKeyRef: {name: other, key: k}}}]'"
                        + " | container a with envVar E referencing secret.secretName=\"other\" is not allowed because service"
                        + " account strict does not reference that secret",
                "'serviceAccountName: strict, imagePullSecrets: [{name: other}]' | ''"
                        + " | imagePullSecrets[0].name=\"other\" is not allowed because service account strict does not"
                        + " reference that imagePullSecret",
            })
    void whatAnAccountDoesNotAllowIsRefused(String rest, String container, String why) {
        assertThatThrownBy(() -> pod(rest, container)).hasMessage("pods \"p\" is forbidden: " + why);
    }

    @Test
    void secretsThatTheAccountNamesAreAllowed() {
        Pod pod = pod(
                "serviceAccountName: strict, volumes: [{name: s, secret: {secretName: known}}]",
                "envFrom: [{secretRef: {name: known}}]");
        assertThat(pod.spec().imagePullSecrets()).extracting("name").containsExactly("registry");
    }
}
