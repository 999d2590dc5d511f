package io.gantry.api.warning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeWarningsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            photonPersistentDisk: {} | spec.volumes[0].photonPersistentDisk: deprecated in v1.11, non-functional in v1.16+
            gitRepo: {} | spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+
            scaleIO: {} | spec.volumes[0].scaleIO: deprecated in v1.16, non-functional in v1.22+
            flocker: {} | spec.volumes[0].flocker: deprecated in v1.22, non-functional in v1.25+
            storageos: {} | spec.volumes[0].storageOS: deprecated in v1.22, non-functional in v1.25+
            quobyte: {} | spec.volumes[0].quobyte: deprecated in v1.22, non-functional in v1.25+
            glusterfs: {} | spec.volumes[0].glusterfs: deprecated in v1.25, non-functional in v1.26+
            cephfs: {} | spec.volumes[0].cephfs: deprecated in v1.28, non-functional in v1.31+
            rbd: {} | spec.volumes[0].rbd: deprecated in v1.28, non-functional in v1.31+
            emptyDir: {} | ~~
            ephemeral: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 200m}}}}} | spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests[storage]: fractional byte value "200m" is invalid, must be an integer
            configMap: {name: foo, items: [{key: a, path: test}, {key: b, path: test2}]} | ~~
            configMap: {name: foo, items: [{key: a, path: test}, {key: b, path: test/}]} | volume "v" (ConfigMap "foo"): overlapping paths: "test" with "test"
            configMap: {name: foo, items: [{key: a, path: x}, {key: b, path: x/y}]} | volume "v" (ConfigMap "foo"): overlapping paths: "x/y" with "x"
            secret: {secretName: foo, items: [{key: a, path: test/app}, {key: b, path: test}]} | volume "v" (Secret "foo"): overlapping paths: "test" with "test/app"
            downwardAPI: {items: [{path: test}, {path: test}]} | volume "v" (DownwardAPI): overlapping paths: "test" with "test"
            projected: {sources: [{}]} | volume "v" (Projected) has no sources provided
            projected: {sources: [{configMap: {name: Test, items: [{key: a, path: test}]}}, {serviceAccountToken: {path: test}}]} | volume "v" (Projected): overlapping paths: "test" (ServiceAccountToken) with "test" (ConfigMap "Test")
            projected: {sources: [{serviceAccountToken: {path: t}}, {configMap: {name: m, items: [{key: a, path: t/x}]}}]} | volume "v" (Projected): overlapping paths: "t/x" (ConfigMap "m") with "t" (ServiceAccountToken)
            projected: {sources: [{secret: {name: s, items: [{key: a, path: a/b}]}}, {clusterTrustBundle: {signerName: x/y, path: a}}]} | volume "v" (Projected): overlapping paths: "a" (ClusterTrustBundle "x/y") with "a/b" (Secret "s")
            projected: {sources: [{downwardAPI: {items: [{path: key}]}}, {podCertificate: {keyPath: key, certificateChainPath: chain}}]} | volume "v" (Projected): overlapping paths: "key" (PodCertificate key) with "key" (DownwardAPI)
            projected: {sources: [{serviceAccountToken: {path: token}}, {configMap: {name: c, items: [{key: ca.crt, path: ca.crt}]}}, {downwardAPI: {items: [{path: namespace}]}}]} | ~~
            """)
    void volumes(String source, String warning) {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {volumes: [{name: v, " + source + "}]}}";

        assertThat(String.join("; ", Told.ofNew(pod))).isEqualTo(warning);
    }
}
