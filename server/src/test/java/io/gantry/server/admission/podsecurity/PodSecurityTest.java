package io.gantry.server.admission.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionFixture;
import io.gantry.server.admission.podsecurity.Policy.Standard;
import io.gantry.server.registry.Metas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodSecurityTest {
    /** Beside the project, unless the build says where. */
    private static final Path INPUTS =
            Path.of(System.getProperty("gantry.shared", "../../shared"), "inputs", "pod-security");

    private final AdmissionFixture cluster = new AdmissionFixture();

    @AfterEach
    void close() {
        cluster.close();
    }

    private static String pod(String namespace, String name, String rest, String container) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s}
                spec: {containers: [{name: a, image: x%s}]%s}
                """.formatted(
                name, namespace, container.isEmpty() ? "" : ", " + container, rest.isEmpty() ? "" : ", " + rest);
    }

    private static Pod pod(String rest, String container) {
        return (Pod) AdmissionFixture.parse(pod("shop", "p", rest, container));
    }

    private static List<Finding> findings(Level level, int minor, Pod pod) {
        return Standards.evaluate(new Standard(level, minor), PodView.of(pod.metadata(), pod.spec()));
    }

    /** Kubernetes' own examples: those under pass hold a level's rules, those under fail break them. */
    @Test
    void kubernetesExamplesComeOutRight() throws IOException {
        assumeTrue(Files.isDirectory(INPUTS), "no examples of pod security at " + INPUTS.toAbsolutePath());
        List<String> wrong = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(INPUTS)) {
            files = walk.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        for (Path file : files) {
            Pod pod = (Pod) AdmissionFixture.parse(Files.readString(file));
            Path where = INPUTS.relativize(file);
            Level level = where.getName(0).toString().equals("restricted") ? Level.RESTRICTED : Level.BASELINE;
            int minor = Integer.parseInt(where.getName(1).toString().substring("v1.".length()));
            boolean passes = findings(level, minor, pod).isEmpty();
            if (passes != where.getName(2).toString().equals("pass")) {
                wrong.add(where + ": " + findings(level, minor, pod));
            }
        }
        assertThat(files).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'hostNetwork: true, hostPID: true' | '' | host namespaces (hostNetwork=true, hostPID=true)",
                "'' | securityContext: {privileged: true}"
                        + " | 'privileged (container \"a\" must not set securityContext.privileged=true)'",
                "'' | 'securityContext: {capabilities: {add: [SYS_ADMIN, NET_RAW]}}'"
                        + " | 'non-default capabilities (container \"a\" must not include \"NET_RAW\", \"SYS_ADMIN\" in"
                        + " securityContext.capabilities.add)'",
                "'volumes: [{name: v, hostPath: {path: /}}]' | '' | 'hostPath volumes (volume \"v\")'",
                "'' | 'ports: [{containerPort: 1, hostPort: 80}]' | 'hostPort (container \"a\" uses hostPort 80)'",
                "'' | 'livenessProbe: {httpGet: {port: 1, host: h}}'"
                        + " | 'probe or lifecycle host (container \"a\" uses probe or lifecycle host \"h\")'",
                "'' | 'securityContext: {procMount: Unmasked}'"
                        + " | 'procMount (container \"a\" must not set securityContext.procMount to \"Unmasked\")'",
                "'securityContext: {seLinuxOptions: {type: t, user: u}}' | ''"
                        + " | 'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type \"t\"; user may not be"
                        + " set)'",
                "'securityContext: {seccompProfile: {type: Unconfined}}'"
                        + " | 'securityContext: {seccompProfile: {type: Unconfined}}'"
                        + " | 'seccompProfile (pod and container \"a\" must not set securityContext.seccompProfile.type to"
                        + " \"Unconfined\")'",
                "'securityContext: {sysctls: [{name: kernel.msgmax, value: x}]}' | '' | forbidden sysctls (kernel.msgmax)",
                "'' | 'securityContext: {windowsOptions: {hostProcess: true}}'"
                        + " | 'hostProcess (container \"a\" must not set securityContext.windowsOptions.hostProcess=true)'",
                "'' | 'securityContext: {appArmorProfile: {type: Unconfined}}'"
                        + " | 'forbidden AppArmor profile (container \"a\" must not set AppArmor profile type to"
                        + " \"Unconfined\")'",
            })
    void baselineSaysWhatIsWrong(String rest, String container, String expected) {
        assertThat(Finding.details(findings(Level.BASELINE, Standards.NEWEST, pod(rest, container))))
                .isEqualTo(expected);
    }

    @Test
    void restrictedAddsItsOwnRulesAndReplacesSomeOfBaseline() {
        Pod pod = pod(
                "hostNetwork: true, volumes: [{name: v, hostPath: {path: /}}]",
                "securityContext: {runAsUser: 0, capabilities: {add: [SYS_ADMIN]}}");
        assertThat(Finding.details(findings(Level.RESTRICTED, Standards.NEWEST, pod)))
                .isEqualTo(
                        "host namespaces (hostNetwork=true), allowPrivilegeEscalation != false (container \"a\" must set "
                                + "securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container \"a\" must "
                                + "set securityContext.capabilities.drop=[\"ALL\"]; container \"a\" must not include \"SYS_ADMIN\" in "
                                + "securityContext.capabilities.add), restricted volume types (volume \"v\" uses restricted volume "
                                + "type \"hostPath\"), runAsNonRoot != true (pod or container \"a\" must set "
                                + "securityContext.runAsNonRoot=true), runAsUser=0 (container \"a\" must not set runAsUser=0), "
                                + "seccompProfile (pod or container \"a\" must set securityContext.seccompProfile.type to "
                                + "\"RuntimeDefault\" or \"Localhost\")");
        assertThat(findings(
                        Level.RESTRICTED,
                        Standards.NEWEST,
                        pod(
                                "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}",
                                "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BASELINE | 33 | 34 | '' | 'livenessProbe: {tcpSocket: {port: 1, host: h}}' | true",
                "BASELINE | 34 | 35 | hostUsers: false | 'securityContext: {procMount: Unmasked}' | false",
                "BASELINE | 26 | 27 | 'securityContext: {sysctls: [{name: net.ipv4.ip_local_reserved_ports, value: x}]}' | ''"
                        + " | false",
                "BASELINE | 31 | 32 | 'securityContext: {sysctls: [{name: net.ipv4.tcp_rmem, value: x}]}' | '' | false",
                "BASELINE | 30 | 31 | 'securityContext: {seLinuxOptions: {type: container_engine_t}}' | '' | false",
                "BASELINE | 18 | 19 | 'securityContext: {seccompProfile: {type: Unconfined}}' | '' | true",
                "RESTRICTED | 34 | 35 | hostUsers: false | 'securityContext: {allowPrivilegeEscalation: false, capabilities:"
                        + " {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}' | false",
                "RESTRICTED | 7 | 8 | 'securityContext: {runAsNonRoot: true}' | '' | true",
            })
    void rulesCameWithVersions(
            Level level, int before, int since, String rest, String container, boolean forbiddenSince) {
        Pod pod = pod(rest, container);
        assertThat(findings(level, before, pod).isEmpty()).isEqualTo(forbiddenSince);
        assertThat(findings(level, since, pod).isEmpty()).isNotEqualTo(forbiddenSince);
        assertThat(findings(level, Integer.MAX_VALUE, pod).isEmpty()).isNotEqualTo(forbiddenSince);
    }

    @Test
    void podsAreRefusedAndWhatMakesThemIsWarnedOf() {
        cluster.namespace("strict", """
                pod-security.kubernetes.io/enforce: baseline
                pod-security.kubernetes.io/enforce-version: v1.30
                pod-security.kubernetes.io/warn: restricted
                pod-security.kubernetes.io/audit: baseline
                """);
        assertThatThrownBy(() -> cluster.create(pod("strict", "p", "hostNetwork: true", "")))
                .hasMessage("pods \"p\" is forbidden: violates PodSecurity \"baseline:v1.30\": "
                        + "host namespaces (hostNetwork=true)")
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(403));
        assertThat(cluster.scope.warnings()).isEmpty();
        assertThat(cluster.scope.annotations())
                .containsEntry("pod-security.kubernetes.io/enforce-policy", "baseline:v1.30")
                .containsEntry(
                        "pod-security.kubernetes.io/audit-violations",
                        "would violate PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true)");
        cluster.create(pod(
                "strict",
                "p",
                "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}",
                "securityContext: {allowPrivilegeEscalation: false}"));
        assertThat(cluster.scope.warnings())
                .containsExactly("would violate PodSecurity \"restricted:latest\": unrestricted capabilities "
                        + "(container \"a\" must set securityContext.capabilities.drop=[\"ALL\"])");
        cluster.create("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: d, namespace: strict}
                spec:
                  selector: {matchLabels: {app: d}}
                  template:
                    metadata: {labels: {app: d}}
                    spec:
                      hostNetwork: true
                      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                      containers:
                      - name: a
                        image: x
                        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                """);
        assertThat(cluster.scope.warnings())
                .containsExactly("would violate PodSecurity \"restricted:latest\": host namespaces (hostNetwork=true)");
    }

    @Test
    void labelsThatCannotBeReadAreRefused() {
        assertThatThrownBy(() -> cluster.namespace("odd", "pod-security.kubernetes.io/enforce: bogus"))
                .hasMessage("Namespace \"odd\" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: "
                        + "Invalid value: \"bogus\": must be one of privileged, baseline, restricted");
        assertThatThrownBy(() -> cluster.namespace("odd", "pod-security.kubernetes.io/warn-version: v2.1"))
                .hasMessageContaining("Invalid value: \"v2.1\": must be \"latest\" or \"v1.x\"");
    }

    @Test
    void aNamespaceThatGetsStricterWarnsOfThePodsThatAreThere() {
        cluster.create(pod("shop", "one", "hostNetwork: true", ""));
        cluster.create(pod("shop", "two", "hostNetwork: true", ""));
        cluster.create(pod("shop", "fine", "", ""));
        cluster.create(pod("shop", "other", "", "securityContext: {privileged: true}"));
        Namespace namespace = cluster.get(NamespaceType.KIND, "shop");
        cluster.update(
                namespace, n -> Metas.edit(n, m -> m.labels(Map.of("pod-security.kubernetes.io/enforce", "baseline"))));
        assertThat(cluster.scope.warnings())
                .containsExactly(
                        "existing pods in namespace \"shop\" violate the new PodSecurity enforce level \"baseline:latest\"",
                        "one (and 1 other pod): host namespaces",
                        "other: privileged");
    }
}
