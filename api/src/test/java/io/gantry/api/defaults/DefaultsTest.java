package io.gantry.api.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client may leave out, and what it then gets. */
class DefaultsTest {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Pod", "v1"),
            Map.entry("Service", "v1"),
            Map.entry("Secret", "v1"),
            Map.entry("Namespace", "v1"),
            Map.entry("PersistentVolume", "v1"),
            Map.entry("PersistentVolumeClaim", "v1"),
            Map.entry("ReplicationController", "v1"),
            Map.entry("Node", "v1"),
            Map.entry("LimitRange", "v1"),
            Map.entry("Endpoints", "v1"),
            Map.entry("Deployment", "apps/v1"),
            Map.entry("ReplicaSet", "apps/v1"),
            Map.entry("DaemonSet", "apps/v1"),
            Map.entry("StatefulSet", "apps/v1"),
            Map.entry("Job", "batch/v1"),
            Map.entry("CronJob", "batch/v1"),
            Map.entry("NetworkPolicy", "networking.k8s.io/v1"),
            Map.entry("IngressClass", "networking.k8s.io/v1"),
            Map.entry("HorizontalPodAutoscaler", "autoscaling/v2"),
            Map.entry("StorageClass", "storage.k8s.io/v1"),
            Map.entry("CSIDriver", "storage.k8s.io/v1"),
            Map.entry("RoleBinding", "rbac.authorization.k8s.io/v1"),
            Map.entry("EndpointSlice", "discovery.k8s.io/v1"),
            Map.entry("FlowSchema", "flowcontrol.apiserver.k8s.io/v1"),
            Map.entry("PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io/v1"),
            Map.entry("MutatingWebhookConfiguration", "admissionregistration.k8s.io/v1"),
            Map.entry("ValidatingAdmissionPolicy", "admissionregistration.k8s.io/v1"),
            Map.entry("PriorityClass", "scheduling.k8s.io/v1"),
            Map.entry("TokenRequest", "authentication.k8s.io/v1"));

    private static Object at(Object tree, String path) {
        Object here = tree;
        for (String step : path.split("/")) {
            here = here instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pod | {} | spec/dnsPolicy | ClusterFirst",
                "Pod | {} | spec/restartPolicy | Always",
                "Pod | {} | spec/securityContext | {}",
                "Pod | {} | spec/terminationGracePeriodSeconds | 30",
                "Pod | {} | spec/schedulerName | default-scheduler",
                "Pod | {} | spec/enableServiceLinks | true",
                "Pod | spec: {containers: [{image: a}]} | spec/containers/0/imagePullPolicy | Always",
                "Pod | spec: {containers: [{image: a:latest}]} | spec/containers/0/imagePullPolicy | Always",
                "Pod | spec: {containers: [{image: 'r:5000/a'}]} | spec/containers/0/imagePullPolicy | Always",
                "Pod | spec: {containers: [{image: a:1}]} | spec/containers/0/imagePullPolicy | IfNotPresent",
                "Pod | spec: {containers: [{image: a@sha256:0}]} | spec/containers/0/imagePullPolicy | IfNotPresent",
                "Pod | spec: {containers: [{}]} | spec/containers/0/terminationMessagePath | /dev/termination-log",
                "Pod | spec: {containers: [{}]} | spec/containers/0/terminationMessagePolicy | File",
                "Pod | spec: {containers: [{ports: [{}]}]} | spec/containers/0/ports/0/protocol | TCP",
                "Pod | spec: {hostNetwork: true, containers: [{ports: [{containerPort: 8}]}]} | spec/containers/0/ports/0/hostPort | 8",
                "Pod | spec: {containers: [{resources: {limits: {cpu: 1.5555}}}]} | spec/containers/0/resources/requests/cpu | 1556m",
                "Pod | spec: {initContainers: [{resources: {limits: {a/b: 2}}}]} | spec/initContainers/0/resources/requests | {a/b=2}",
                "Pod | spec: {containers: [{livenessProbe: {httpGet: {}}}]} | spec/containers/0/livenessProbe | {httpGet={path=/, port=0, scheme=HTTP}, timeoutSeconds=1, periodSeconds=10, successThreshold=1, failureThreshold=3}",
                "Pod | spec: {containers: [{livenessProbe: {grpc: {port: 1}}}]} | spec/containers/0/livenessProbe/grpc | {port=1, service=}",
                "Pod | spec: {containers: [{env: [{valueFrom: {fieldRef: {}}}]}]} | spec/containers/0/env/0/valueFrom/fieldRef/apiVersion | v1",
                "Pod | spec: {volumes: [{name: a}]} | spec/volumes/0/emptyDir | {}",
                "Pod | spec: {volumes: [{secret: {}}]} | spec/volumes/0/secret/defaultMode | 420",
                "Pod | spec: {volumes: [{configMap: {}}]} | spec/volumes/0/configMap/defaultMode | 420",
                "Pod | spec: {volumes: [{downwardAPI: {}}]} | spec/volumes/0/downwardAPI/defaultMode | 420",
                "Pod | spec: {volumes: [{projected: {sources: [{serviceAccountToken: {}}]}}]} | spec/volumes/0/projected/sources/0/serviceAccountToken/expirationSeconds | 3600",
                "Pod | spec: {volumes: [{hostPath: {path: /a}}]} | spec/volumes/0/hostPath | {path=/a, type=}",
                "Pod | spec: {volumes: [{iscsi: {}}]} | spec/volumes/0/iscsi/iscsiInterface | default",
                "Pod | spec: {volumes: [{image: {reference: a}}]} | spec/volumes/0/image/pullPolicy | Always",
                "Service | {} | spec/sessionAffinity | None",
                "Service | {} | spec/type | ClusterIP",
                "Service | {} | spec/internalTrafficPolicy | Cluster",
                "Service | spec: {ports: [{port: 80}]} | spec/ports/0 | {protocol=TCP, port=80, targetPort=80}",
                "Service | spec: {type: NodePort} | spec/externalTrafficPolicy | Cluster",
                "Service | spec: {type: LoadBalancer} | spec/allocateLoadBalancerNodePorts | true",
                "Service | spec: {sessionAffinity: ClientIP} | spec/sessionAffinityConfig/clientIP/timeoutSeconds | 10800",
                "Secret | {} | type | Opaque",
                "Secret | stringData: {a: b} | data/a | Yg==",
                "Namespace | metadata: {name: x} | metadata/labels | {kubernetes.io/metadata.name=x}",
                "Namespace | {} | status/phase | Active",
                "PersistentVolume | {} | spec/persistentVolumeReclaimPolicy | Retain",
                "PersistentVolume | {} | spec/volumeMode | Filesystem",
                "PersistentVolume | {} | status/phase | Pending",
                "PersistentVolumeClaim | {} | spec/volumeMode | Filesystem",
                "PersistentVolumeClaim | {} | status/phase | Pending",
                "ReplicationController | spec: {template: {metadata: {labels: {a: b}}}} | spec/selector | {a=b}",
                "ReplicationController | {} | spec/replicas | 1",
                "Node | status: {capacity: {cpu: 2}} | status/allocatable | {cpu=2}",
                "LimitRange | spec: {limits: [{type: Container, max: {cpu: 2}}]} | spec/limits/0/defaultRequest/cpu | 2",
                "Endpoints | subsets: [{ports: [{port: 1}]}] | subsets/0/ports/0/protocol | TCP",
                "Deployment | {} | spec/replicas | 1",
                "Deployment | {} | spec/strategy | {type=RollingUpdate, rollingUpdate={maxUnavailable=25%, maxSurge=25%}}",
                "Deployment | spec: {strategy: {type: Recreate}} | spec/strategy | {type=Recreate}",
                "Deployment | {} | spec/revisionHistoryLimit | 10",
                "Deployment | {} | spec/progressDeadlineSeconds | 600",
                "Deployment | {} | spec/template/spec/restartPolicy | Always",
                "ReplicaSet | {} | spec/replicas | 1",
                "DaemonSet | {} | spec/updateStrategy | {type=RollingUpdate, rollingUpdate={maxUnavailable=1, maxSurge=0}}",
                "DaemonSet | {} | spec/revisionHistoryLimit | 10",
                "StatefulSet | {} | spec/podManagementPolicy | OrderedReady",
                "StatefulSet | {} | spec/updateStrategy | {type=RollingUpdate, rollingUpdate={partition=0}}",
                "StatefulSet | {} | spec/persistentVolumeClaimRetentionPolicy | {whenDeleted=Retain, whenScaled=Retain}",
                "Job | {} | spec/completions | 1",
                "Job | {} | spec/parallelism | 1",
                "Job | spec: {parallelism: 2} | spec/completions | ",
                "Job | {} | spec/backoffLimit | 6",
                "Job | spec: {backoffLimitPerIndex: 1} | spec/backoffLimit | 2147483647",
                "Job | {} | spec/completionMode | NonIndexed",
                "Job | {} | spec/suspend | false",
                "Job | {} | spec/manualSelector | false",
                "Job | {} | spec/podReplacementPolicy | TerminatingOrFailed",
                "Job | spec: {podFailurePolicy: {rules: []}} | spec/podReplacementPolicy | Failed",
                "Job | spec: {podFailurePolicy: {rules: [{onPodConditions: [{type: x}]}]}} | spec/podFailurePolicy/rules/0/onPodConditions/0/status | True",
                "CronJob | {} | spec/concurrencyPolicy | Allow",
                "CronJob | {} | spec/suspend | false",
                "CronJob | {} | spec/successfulJobsHistoryLimit | 3",
                "CronJob | {} | spec/failedJobsHistoryLimit | 1",
                "NetworkPolicy | spec: {ingress: [{ports: [{port: 1}]}]} | spec/ingress/0/ports/0/protocol | TCP",
                "NetworkPolicy | {} | spec/policyTypes | [Ingress]",
                "NetworkPolicy | spec: {egress: [{}]} | spec/policyTypes | [Ingress, Egress]",
                "IngressClass | spec: {parameters: {}} | spec/parameters/scope | Cluster",
                "HorizontalPodAutoscaler | {} | spec/minReplicas | 1",
                "HorizontalPodAutoscaler | {} | spec/metrics/0/resource/target/averageUtilization | 80",
                "HorizontalPodAutoscaler | spec: {behavior: {}} | spec/behavior/scaleUp | {selectPolicy=Max, policies=[{type=Pods, value=4, periodSeconds=15}, {type=Percent, value=100, periodSeconds=15}], stabilizationWindowSeconds=0}",
                "HorizontalPodAutoscaler | spec: {behavior: {}} | spec/behavior/scaleDown | {selectPolicy=Max, policies=[{type=Percent, value=100, periodSeconds=15}]}",
                "StorageClass | {} | reclaimPolicy | Delete",
                "StorageClass | {} | volumeBindingMode | Immediate",
                "CSIDriver | {} | spec | {attachRequired=true, podInfoOnMount=false, volumeLifecycleModes=[Persistent], storageCapacity=false, fsGroupPolicy=ReadWriteOnceWithFSType, requiresRepublish=false, seLinuxMount=false}",
                "RoleBinding | {} | roleRef/apiGroup | rbac.authorization.k8s.io",
                "RoleBinding | subjects: [{kind: User}] | subjects/0/apiGroup | rbac.authorization.k8s.io",
                "RoleBinding | subjects: [{kind: ServiceAccount}] | subjects/0/apiGroup | ",
                "EndpointSlice | ports: [{}] | ports/0 | {name=, protocol=TCP}",
                "FlowSchema | {} | spec/matchingPrecedence | 1000",
                "PriorityLevelConfiguration | spec: {limited: {}} | spec/limited/nominalConcurrencyShares | 30",
                "PriorityLevelConfiguration | spec: {limited: {limitResponse: {queuing: {}}}} | spec/limited/limitResponse/queuing | {queues=64, handSize=8, queueLengthLimit=50}",
                "MutatingWebhookConfiguration | webhooks: [{rules: [{}]}] | webhooks/0/failurePolicy | Fail",
                "MutatingWebhookConfiguration | webhooks: [{rules: [{}]}] | webhooks/0/rules/0/scope | *",
                "MutatingWebhookConfiguration | webhooks: [{clientConfig: {service: {}}}] | webhooks/0/clientConfig/service/port | 443",
                "MutatingWebhookConfiguration | webhooks: [{}] | webhooks/0/timeoutSeconds | 10",
                "MutatingWebhookConfiguration | webhooks: [{}] | webhooks/0/reinvocationPolicy | Never",
                "ValidatingAdmissionPolicy | spec: {matchConstraints: {}} | spec/matchConstraints/matchPolicy | Equivalent",
                "ValidatingAdmissionPolicy | {} | spec/failurePolicy | Fail",
                "PriorityClass | {} | preemptionPolicy | PreemptLowerPriority",
                "TokenRequest | {} | spec/expirationSeconds | 3600"
            })
    void leftOut(String kind, String given, String path, String value) {
        String head = "apiVersion: " + KINDS.get(kind) + "\nkind: " + kind + "\n";
        byte[] yaml = (head + (given.equals("{}") ? "" : given + "\n")).getBytes(StandardCharsets.UTF_8);
        Object completed = Defaults.apply(Yaml.decode(yaml, null, DecodeOptions.LENIENT));
        Object found = at(Tree.of(completed), path);
        assertThat(found == null ? null : found.toString()).isEqualTo(value);
        assertThat(Defaults.apply(completed)).isSameAs(completed);
    }
}
