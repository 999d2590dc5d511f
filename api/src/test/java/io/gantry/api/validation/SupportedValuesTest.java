package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kubernetes names the values that it supports sorted where it keeps them in a set, and else in the order of its code. */
class SupportedValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            v1 | Pod | spec: {containers: [{name: c, image: i}], restartPolicy: X} | spec.restartPolicy: Unsupported value: "X": supported values: "Always", "OnFailure", "Never"
            v1 | Pod | spec: {containers: [{name: c, image: i}], dnsPolicy: X} | spec.dnsPolicy: Unsupported value: "X": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"
            v1 | Pod | spec: {containers: [{name: c, image: i, terminationMessagePolicy: X}]} | spec.containers[0].terminationMessagePolicy: Unsupported value: "X": supported values: "File", "FallbackToLogsOnError"
            v1 | Pod | spec: {containers: [{name: c, image: i, ports: [{containerPort: 1, protocol: X}]}]} | spec.containers[0].ports[0].protocol: Unsupported value: "X": supported values: "SCTP", "TCP", "UDP"
            v1 | Pod | spec: {containers: [{name: c, image: i}], tolerations: [{key: k, operator: Exists, effect: X}]} | spec.tolerations[0].effect: Unsupported value: "X": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
            v1 | Node | spec: {taints: [{key: k, effect: X}]} | spec.taints[0].effect: Unsupported value: "X": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
            scheduling.k8s.io/v1 | PriorityClass | value: 1, preemptionPolicy: X | preemptionPolicy: Unsupported value: "X": supported values: "PreemptLowerPriority", "Never"
            networking.k8s.io/v1 | NetworkPolicy | spec: {podSelector: {}, policyTypes: [X]} | spec.policyTypes[0]: Unsupported value: "X": supported values: "Ingress", "Egress"
            networking.k8s.io/v1 | NetworkPolicy | spec: {podSelector: {}, ingress: [{ports: [{protocol: X}]}]} | spec.ingress[0].ports[0].protocol: Unsupported value: "X": supported values: "TCP", "UDP", "SCTP"
            storage.k8s.io/v1 | CSIDriver | spec: {volumeLifecycleModes: [X]} | spec.volumeLifecycleModes: Unsupported value: "X": supported values: "Persistent", "Ephemeral"
            rbac.authorization.k8s.io/v1 | RoleBinding | roleRef: {apiGroup: rbac.authorization.k8s.io, kind: X, name: r} | roleRef.kind: Unsupported value: "X": supported values: "Role", "ClusterRole"
            rbac.authorization.k8s.io/v1 | RoleBinding | roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}, subjects: [{kind: X, name: s}] | subjects[0].kind: Unsupported value: "X": supported values: "ServiceAccount", "User", "Group"
            apps/v1 | DaemonSet | spec: {updateStrategy: {type: X}, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}} | spec.updateStrategy: Unsupported value: {"Type":"X","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"
            batch/v1 | Job | spec: {completionMode: X, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}} | spec.completionMode: Unsupported value: "X": supported values: "NonIndexed", "Indexed"
            v1 | PersistentVolumeClaim | spec: {accessModes: [X], resources: {requests: {storage: 1}}} | spec.accessModes: Unsupported value: "X": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"
            """)
    void order(String version, String kind, String fields, String error) {
        assertThat(Verdict.ofNew("{apiVersion: " + version + ", kind: " + kind
                        + ", metadata: {name: x, namespace: ns}, " + fields + "}"))
                .contains(error);
    }
}
