package io.gantry.api.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of {@code pkg/api/pod/warnings.go} and its tests. */
class PodWarningsTest {
    private static String pod(String annotations, String spec) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: p, annotations: {" + annotations + "}}, spec: {" + spec
                + "}}";
    }

    private static String template(String annotations, String spec) {
        return "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: d, generation: 1}, spec: {template: {metadata:"
                + " {annotations: {" + annotations + "}}, spec: {" + spec + "}}}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            containers: [{name: c, image: i, ports: [{containerPort: 80}], env: [{name: A, value: x}, {name: A, value: $(A)y}]}] | ~~
            nodeSelector: {beta.kubernetes.io/os: linux} | spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead
            nodeSelector: {node-role.kubernetes.io/master: ''} | spec.nodeSelector[node-role.kubernetes.io/master]: use "node-role.kubernetes.io/control-plane" instead
            topologySpreadConstraints: [{topologyKey: failure-domain.beta.kubernetes.io/zone, labelSelector: {}}] | spec.topologySpreadConstraints[0].topologyKey: failure-domain.beta.kubernetes.io/zone is deprecated since v1.17; use "topology.kubernetes.io/zone" instead
            topologySpreadConstraints: [{topologyKey: foo, labelSelector: {}}, {topologyKey: bar}] | spec.topologySpreadConstraints[1].labelSelector: a null labelSelector results in matching no pod
            affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: beta.kubernetes.io/arch, operator: Exists}]}]}}} | spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/arch is deprecated since v1.14; use "kubernetes.io/arch" instead
            affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: foo, operator: In, values: ['-1']}]}}]}} | spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].values[0]: -1 is invalid, a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
            affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: beta.kubernetes.io/arch, operator: Exists}]}}]}} | spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].key: beta.kubernetes.io/arch is deprecated since v1.14; use "kubernetes.io/arch" instead
            affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a}]}} | spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null labelSelector results in matching no pod
            affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: a}}]}} | spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector: a null labelSelector results in matching no pod
            hostAliases: [{ip: 1.1.1.1}, {ip: 1.1.1.1}, {ip: 2.2.2.2}] | spec.hostAliases[1].ip: duplicate ip "1.1.1.1"
            imagePullSecrets: [{name: a}, {name: a}] | spec.imagePullSecrets[1].name: duplicate name "a"
            imagePullSecrets: [{name: ''}] | spec.imagePullSecrets[0].name: invalid empty name ""
            overhead: {memory: 1500m} | spec.overhead[memory]: fractional byte value "1500m" is invalid, must be an integer
            terminationGracePeriodSeconds: -1 | spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1
            dnsConfig: {nameservers: [1.2.3.4, 05.06.07.08]} | spec.dnsConfig.nameservers[1]: non-standard IP address "05.06.07.08" will be considered invalid in a future Kubernetes release: use "5.6.7.8"
            hostAliases: [{ip: '::ffff:1.2.3.4'}] | spec.hostAliases[0].ip: non-standard IP address "::ffff:1.2.3.4" will be considered invalid in a future Kubernetes release: use "1.2.3.4"
            containers: [{name: c, resources: {limits: {memory: 1100m, cpu: 100m}, requests: {memory: '1'}}}] | spec.containers[0].resources.limits[memory]: fractional byte value "1100m" is invalid, must be an integer
            initContainers: [{name: c, env: [{name: A, value: x}, {name: A, value: z}]}] | spec.initContainers[0].env[1]: hides previous definition of "A", which may be dropped when using apply
            containers: [{name: c, resources: {requests: {ephemeral-storage: 1500m}}}] | spec.containers[0].resources.requests[ephemeral-storage]: fractional byte value "1500m" is invalid, must be an integer
            containers: [{name: c, env: [{name: A, value: x}, {name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}] | spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply
            containers: [{name: c, env: [{name: A, value: x}, {name: A, value: $(A)}]}] | spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply
            """)
    void specs(String spec, String warning) {
        List<String> expected = warning.isEmpty() ? List.of() : List.of(warning);

        assertThat(Told.ofNew(pod("", spec))).isEqualTo(expected);
        assertThat(Told.ofNew(template("", spec)))
                .isEqualTo(expected.stream().map(w -> "spec.template." + w).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {name: a, ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}, {containerPort: 81}]} | ~~
            {name: a, ports: [{containerPort: 80, hostIP: 1.2.3.4, name: web}]} | [0].ports[0]: hostIP set without hostPort: {Name:web HostPort:0 ContainerPort:80 Protocol:TCP HostIP:1.2.3.4}
            {name: a, ports: [{containerPort: 80}]}, {name: b, ports: [{containerPort: 80}]} | [1].ports[0]: duplicate port definition with spec.containers[0].ports[0]
            {name: a, ports: [{containerPort: 80}, {containerPort: 80, hostPort: 80}]} | [0].ports[1]: overlapping port definition with spec.containers[0].ports[0]
            {name: a, ports: [{containerPort: 80, hostPort: 80}, {containerPort: 80, hostPort: 80, hostIP: 10.0.0.1}]} | [0].ports[1]: dangerously ambiguous port definition with spec.containers[0].ports[0]
            {name: a, ports: [{containerPort: 80, hostPort: 80}, {containerPort: 80, hostPort: 81}]} | ~~
            {name: a, ports: [{containerPort: 80, name: test}]}, {name: b, ports: [{containerPort: 81, name: test}]} | [1].ports[0]: duplicate port name "test" with spec.containers[0].ports[0], services and probes that select ports by name will use spec.containers[0].ports[0]
            """)
    void ports(String containers, String warning) {
        assertThat(String.join("; ", Told.ofNew(pod("", "containers: [" + containers + "]"))))
                .isEqualTo(warning.isEmpty() ? "" : "spec.containers" + warning);
    }

    @Test
    void portsOfAllContainersAreCompared() {
        assertThat(Told.ofNew(pod(
                        "",
                        "initContainers: [{name: a, ports: [{containerPort: 80}]}], containers: [{name: b, ports:"
                                + " [{containerPort: 80}]}]")))
                .containsExactly(
                        "spec.containers[0].ports[0]: duplicate port definition with spec.initContainers[0].ports[0]");
    }

    @Test
    void namesOfPortsCountInInitContainersToo() {
        String port = "ports: [{containerPort: 8%d, name: test}]";
        assertThat(Told.ofNew(pod(
                        "",
                        "initContainers: [{name: a, restartPolicy: Always, " + port.formatted(1)
                                + "}], containers: [{name:" + " b, " + port.formatted(2) + "}]")))
                .containsExactly("spec.containers[0].ports[0]: duplicate port name \"test\" with"
                        + " spec.initContainers[0].ports[0], services and probes that select ports by name will use"
                        + " spec.initContainers[0].ports[0]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            scheduler.alpha.kubernetes.io/critical-pod | containers: [] | non-functional in v1.16+; use the "priorityClassName" field instead
            security.alpha.kubernetes.io/sysctls | containers: [] | non-functional in v1.11+; use the "sysctls" field instead
            security.alpha.kubernetes.io/unsafe-sysctls | containers: [] | non-functional in v1.11+; use the "sysctls" field instead
            seccomp.security.alpha.kubernetes.io/pod | containers: [] | non-functional in v1.27+; use the "seccompProfile" field instead
            seccomp.security.alpha.kubernetes.io/pod | securityContext: {seccompProfile: {type: Unconfined}} | ~~
            container.seccomp.security.alpha.kubernetes.io/c | containers: [{name: c}] | non-functional in v1.27+; use the "seccompProfile" field instead
            container.seccomp.security.alpha.kubernetes.io/c | containers: [{name: c, securityContext: {seccompProfile: {type: Unconfined}}}] | ~~
            container.seccomp.security.alpha.kubernetes.io/d | containers: [{name: c}] | ~~
            """)
    void annotations(String key, String spec, String warning) {
        String expected = warning.isEmpty() ? "" : "metadata.annotations[" + key + "]: " + warning;

        assertThat(String.join("; ", Told.ofNew(pod(key + ": x", spec)))).isEqualTo(expected);
    }

    @Test
    void annotationsAreToldInTheOrderOfKubernetes() {
        assertThat(Told.ofNew(pod(
                        "security.alpha.kubernetes.io/sysctls: x, scheduler.alpha.kubernetes.io/critical-pod: x",
                        "containers: []")))
                .hasSize(2)
                .first()
                .asString()
                .contains("critical-pod");
    }

    /** A pod is told of what its fields do not say already, a template only when its pods have no profile. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            unconfined | containers: [{name: c}] | true | true
            localhost/a | initContainers: [{name: c}] | true | true
            nothing | ephemeralContainers: [{name: c}] | true | true
            unconfined | containers: [{name: d}] | false | false
            unconfined | containers: [{name: c, securityContext: {appArmorProfile: {type: Unconfined}}}] | false | false
            unconfined | securityContext: {appArmorProfile: {type: Unconfined}}, containers: [{name: c}] | false | false
            runtime/default | securityContext: {appArmorProfile: {type: RuntimeDefault}}, containers: [{name: c}] | false | false
            localhost/a | securityContext: {appArmorProfile: {type: Localhost, localhostProfile: a}}, containers: [{name: c}] | false | false
            localhost/b | securityContext: {appArmorProfile: {type: Localhost, localhostProfile: a}}, containers: [{name: c}] | true | false
            nothing | securityContext: {appArmorProfile: {type: Unconfined}}, containers: [{name: c}] | true | false
            unconfined | os: {name: windows}, containers: [{name: c}] | false | true
            """)
    void theAnnotationOfAppArmor(String profile, String spec, boolean ofPod, boolean ofTemplate) {
        String key = "container.apparmor.security.beta.kubernetes.io/c";
        String warning =
                "metadata.annotations[" + key + "]: deprecated since v1.30; use the \"appArmorProfile\" field instead";

        assertThat(Told.ofNew(pod(key + ": " + profile, spec))).isEqualTo(ofPod ? List.of(warning) : List.of());
        assertThat(Told.ofNew(template(key + ": " + profile, spec)))
                .isEqualTo(ofTemplate ? List.of("spec.template." + warning) : List.of());
    }

    @Test
    void nothingIsToldOfACommonPod() {
        assertThat(
                        Told.ofNew(
                                pod(
                                        "",
                                        "nodeSelector: {kubernetes.io/os: linux}, containers: [{name: c, image: i, env: [{name: A, value: a},"
                                                + " {name: A, value: $(A)b}], ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}],"
                                                + " resources: {limits: {memory: 1Gi, cpu: 500m}}}], imagePullSecrets: [{name: a}, {name: b}],"
                                                + " volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: token}}, {configMap:"
                                                + " {name: m}}, {downwardAPI: {items: [{path: tokens, fieldRef: {fieldPath: metadata.name}}]}}]}}]")))
                .isEmpty();
    }

    @Test
    void onlyNewPodsAndChangedTemplatesAreLookedAt() {
        String bad = "nodeSelector: {beta.kubernetes.io/os: linux}";
        String dotted = pod("", "containers: []").replace("name: p", "name: a.b");

        assertThat(Told.ofUpdate(pod("", ""), pod("", bad))).isEmpty();
        assertThat(Told.ofUpdate(template("", bad), template("", bad))).isEmpty();
        assertThat(Told.ofUpdate(template("", bad), template("", bad).replace("generation: 1", "generation: 2")))
                .hasSize(1);
        assertThat(Told.ofNew(dotted))
                .containsExactly(
                        "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior;"
                                + " a DNS label is recommended: [must not contain dots]");
        assertThat(Told.ofUpdate(dotted, dotted)).isEmpty();
    }
}
