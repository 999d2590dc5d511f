package io.gantry.api.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a pod that is valid. */
class PodWarningsTest {
    private static List<String> warned(String metadata, String spec) {
        return Warned.ofNew("{apiVersion: v1, kind: Pod, metadata: {name: p" + metadata + "}, spec: {" + spec + "}}");
    }

    @Test
    void nothingIsSaidOfACommonPod() {
        assertThat(
                        warned(
                                "",
                                "nodeSelector: {kubernetes.io/os: linux}, containers: [{name: c, image: i, env: [{name: A, value: a},"
                                        + " {name: A, value: $(A)b}], ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}],"
                                        + " resources: {limits: {memory: 1Gi, cpu: 500m}}}], imagePullSecrets: [{name: a}, {name: b}],"
                                        + " volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: token}}, {configMap:"
                                        + " {name: m}}, {downwardAPI: {items: [{path: tokens, fieldRef: {fieldPath: metadata.name}}]}}]}}]"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nodeSelector: {beta.kubernetes.io/os: linux} | nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead
            affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: node-role.kubernetes.io/master, operator: Exists}]}]}}} | affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: node-role.kubernetes.io/master is use "node-role.kubernetes.io/control-plane" instead
            affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: beta.kubernetes.io/arch, operator: Exists}]}}]}} | affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].key: beta.kubernetes.io/arch is deprecated since v1.14; use "kubernetes.io/arch" instead
            affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: k}]}} | affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null labelSelector results in matching no pod
            affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: k}}]}} | affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector: a null labelSelector results in matching no pod
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: failure-domain.beta.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}}] | topologySpreadConstraints[0].topologyKey: failure-domain.beta.kubernetes.io/zone is deprecated since v1.17; use "topology.kubernetes.io/zone" instead
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule}] | topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod
            volumes: [{name: v, gitRepo: {repository: r}}] | volumes[0].gitRepo: deprecated in v1.11
            volumes: [{name: v, storageos: {volumeName: one}}] | volumes[0].storageOS: deprecated in v1.22, non-functional in v1.25+
            volumes: [{name: v, rbd: {monitors: [m], image: i}}] | volumes[0].rbd: deprecated in v1.28, non-functional in v1.31+
            volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 500m}}}}}}] | volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests[storage]: fractional byte value "500m" is invalid, must be an integer
            hostAliases: [{ip: 10.0.0.1}, {ip: 10.0.0.1}] | hostAliases[1].ip: duplicate ip "10.0.0.1"
            imagePullSecrets: [{name: a}, {name: a}] | imagePullSecrets[1].name: duplicate name "a"
            imagePullSecrets: [{}] | imagePullSecrets[0].name: invalid empty name ""
            overhead: {memory: 100m} | overhead[memory]: fractional byte value "100m" is invalid, must be an integer
            terminationGracePeriodSeconds: -1 | terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1
            """)
    void ofThePodItself(String spec, String warning) {
        assertThat(warned("", spec)).containsExactly("spec." + warning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            env: [{name: A, value: a}, {name: A, value: b}] | env[1]: hides previous definition of "A", which may be dropped when using apply
            env: [{name: A, value: a}, {name: A, value: $(A)}] | env[1]: hides previous definition of "A", which may be dropped when using apply
            env: [{name: A, value: a}, {name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}] | env[1]: hides previous definition of "A", which may be dropped when using apply
            resources: {requests: {ephemeral-storage: 1500m}} | resources.requests[ephemeral-storage]: fractional byte value "1500m" is invalid, must be an integer
            ports: [{containerPort: 80, name: h, hostIP: 10.0.0.1}] | ports[0]: hostIP set without hostPort: {Name:h HostPort:0 ContainerPort:80 Protocol:TCP HostIP:10.0.0.1}
            ports: [{containerPort: 80}, {containerPort: 80}] | ports[1]: duplicate port definition with spec.initContainers[0].ports[0]
            ports: [{containerPort: 80}, {containerPort: 80, hostPort: 1}] | ports[1]: overlapping port definition with spec.initContainers[0].ports[0]
            ports: [{containerPort: 80, hostPort: 1, hostIP: 10.0.0.1}, {containerPort: 80, hostPort: 1}] | ports[1]: dangerously ambiguous port definition with spec.initContainers[0].ports[0]
            """)
    void ofAContainer(String container, String warning) {
        assertThat(warned("", "initContainers: [{name: c, image: i, " + container + "}]"))
                .containsExactly("spec.initContainers[0]." + warning);
    }

    @Test
    void portsOfAllContainersAreCompared() {
        assertThat(warned(
                        "",
                        "initContainers: [{name: a, ports: [{containerPort: 80}]}], containers: [{name: b, ports: [{containerPort:"
                                + " 80}]}]"))
                .containsExactly(
                        "spec.containers[0].ports[0]: duplicate port definition with spec.initContainers[0].ports[0]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            configMap: {name: m, items: [{key: a, path: x}, {key: b, path: x/y}]} | (ConfigMap "m"): overlapping paths: "x/y" with "x"
            secret: {secretName: s, items: [{key: a, path: x}, {key: b, path: x}]} | (Secret "s"): overlapping paths: "x" with "x"
            downwardAPI: {items: [{path: x/y, fieldRef: {fieldPath: metadata.name}}, {path: x, fieldRef: {fieldPath: metadata.name}}]} | (DownwardAPI): overlapping paths: "x" with "x/y"
            projected: {sources: [{serviceAccountToken: {path: t}}, {configMap: {name: m, items: [{key: a, path: t/x}]}}]} | (Projected ConfigMap "m"): overlapping paths: "t/x" with "t"
            projected: {sources: [{secret: {name: s, items: [{key: a, path: t}]}}, {serviceAccountToken: {path: t}}]} | (Projected ServiceAccountToken): overlapping paths: "t" with "t"
            projected: {sources: [{serviceAccountToken: {path: t}}, {clusterTrustBundle: {signerName: a/b, path: t}}]} | (Projected ClusterTrustBundle "a/b"): overlapping paths: "t" with "t"
            projected: {sources: [{}]} | (Projected) has no sources provided
            """)
    void ofFilesOfAVolume(String source, String warning) {
        assertThat(warned("", "volumes: [{name: v, " + source + "}]")).containsExactly("volume \"v\" " + warning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            scheduler.alpha.kubernetes.io/critical-pod | non-functional in v1.16+; use the "priorityClassName" field instead
            security.alpha.kubernetes.io/sysctls | non-functional in v1.11+; use the "sysctls" field instead
            seccomp.security.alpha.kubernetes.io/pod | non-functional in v1.27+; use the "seccompProfile" field instead
            container.seccomp.security.alpha.kubernetes.io/c | non-functional in v1.27+; use the "seccompProfile" field instead
            container.apparmor.security.beta.kubernetes.io/c | deprecated since v1.30; use the "appArmorProfile" field instead
            """)
    void ofAnAnnotationThatIsAFieldNow(String annotation, String warning) {
        String metadata = ", annotations: {" + annotation + ": ''}";

        assertThat(warned(metadata, "containers: [{name: c}]"))
                .containsExactly("metadata.annotations[" + annotation + "]: " + warning);
        if (annotation.contains("seccomp")) {
            assertThat(warned(
                            metadata,
                            "securityContext: {seccompProfile: {type: Unconfined}}, containers: [{name: c, securityContext:"
                                    + " {seccompProfile: {type: Unconfined}}}]"))
                    .isEmpty();
        }
    }

    @Test
    void ofANameThatIsNoHostName() {
        assertThat(Warned.ofNew("{apiVersion: v1, kind: Pod, metadata: {name: a.b}, spec: {}}"))
                .containsExactly("metadata.name: this is used in the Pod's hostname, which can result in surprising"
                        + " behavior; a DNS label is recommended: [must not contain dots]");
    }

    @Test
    void anUpdateOfAPodSaysNothing() {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: a.b}, spec: {imagePullSecrets: [{}]}}";

        assertThat(Warned.ofUpdate(pod, pod)).isEmpty();
    }
}
