package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Pod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MirrorPodReferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volumes: [{name: v, hostPath: {path: /x}}] | ''",
                "volumes: [{name: v, projected: {sources: [{downwardAPI: {}}]}}] | ''",
                "serviceAccountName: a | serviceaccounts",
                "imagePullSecrets: [{name: s}] | secrets",
                "volumes: [{name: v, configMap: {name: c}}] | configmaps",
                "resourceClaims: [{name: gpu, resourceClaimName: r}] | resourceclaims",
                "volumes: [{name: v, csi: {driver: d}}] | csidrivers (via CSI volumes)",
                "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}] | persistentvolumeclaims",
                "volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {}}}}]"
                        + " | persistentvolumeclaims (via ephemeral volumes)",
                "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: t}}]}}]"
                        + " | serviceaccounts (via projected volumes)",
                "volumes: [{name: v, projected: {sources: [{clusterTrustBundle: {name: b, path: p}}]}}]"
                        + " | clustertrustbundles",
                "volumes: [{name: v, projected: {sources: [{podCertificate: {signerName: a/b, keyType: RSA3072}}]}}]"
                        + " | podcertificates",
            })
    void theFirstReferenceIsNamed(String part, String resource) {
        Pod pod = (Pod) AdmissionFixture.parse(
                "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a, image: x}], " + part
                        + "}}");
        assertThat(MirrorPodReferences.first(pod.spec())).isEqualTo(resource);
    }
}
