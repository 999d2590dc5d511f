package io.gantry.server.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.base.VirtualTime;
import io.gantry.server.api.TablePrinter.Include;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rows of kinds whose cells take some finding, at midnight of 2026's first day. */
final class TableCellsTest {
    private final Tables tables = new Tables(new VirtualTime());

    /** The row of a manifest, with bars between its cells. */
    private String row(String manifest) {
        KubeObject object =
                (KubeObject) Yaml.decode(manifest.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
        byte[] json = tables.print(
                "meta.k8s.io/v1",
                Objects.requireNonNull(Kinds.of(object)),
                ListMetaBuilder.of().build(),
                List.of(object),
                Include.NONE,
                false);
        Map<?, ?> table = (Map<?, ?>) Objects.requireNonNull(Tree.parseJson(json));
        Map<?, ?> row = (Map<?, ?>) ((List<?>) Objects.requireNonNull(table.get("rows"))).getFirst();
        return ((List<?>) Objects.requireNonNull(row.get("cells")))
                .stream().map(String::valueOf).collect(Collectors.joining("|"));
    }

    private String pod(String spec, String status) {
        return row("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, creationTimestamp: '2025-12-31T23:55:00Z'}
                spec: {%s}
                status: {%s}
                """.formatted(spec, status));
    }

    @Test
    void podInFull() {
        assertThat(pod(
                        "nodeName: n1, containers: [{name: a}, {name: b}],"
                                + " readinessGates: [{conditionType: lb}, {conditionType: dns}]",
                        "phase: Running, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}],"
                                + " conditions: [{type: lb, status: 'True'}, {type: dns, status: 'False'}],"
                                + " containerStatuses: [{name: a, ready: true, restartCount: 2, state: {running: {}},"
                                + " lastState: {terminated: {exitCode: 1, finishedAt: '2025-12-31T23:58:00Z'}}},"
                                + " {name: b, restartCount: 1, state: {running: {}},"
                                + " lastState: {terminated: {exitCode: 1, finishedAt: '2025-12-31T23:59:00Z'}}}]"))
                .isEqualTo("p|1/2|Running|3 (60s ago)|5m|10.0.0.1|n1|<none>|1/2");
    }

    @Test
    void podWithSidecars() {
        String spec = "containers: [{name: a}], initContainers: [{name: s, restartPolicy: Always}, {name: i}]";
        String sidecar = "{name: s, ready: true, started: true, restartCount: 4, state: {running: {}}}";
        assertThat(pod(
                        spec,
                        "phase: Pending, initContainerStatuses: [" + sidecar
                                + ", {name: i, restartCount: 2, state: {running: {}}}]"))
                .startsWith("p|1/2|Init:1/2|6|");
        assertThat(
                        pod(
                                spec,
                                "phase: Running, initContainerStatuses: [" + sidecar
                                        + ", {name: i, restartCount: 2, state: {terminated: {exitCode: 0}}}],"
                                        + " containerStatuses: [{name: a, ready: true, restartCount: 1, state: {running: {}}}]"))
                .startsWith("p|2/2|Running|5|");
    }

    /** A sidecar that fails later does not make the pod look as if it were starting. */
    @Test
    void podOnceInitialisedStaysSo() {
        assertThat(pod(
                        "containers: [{name: a}], initContainers: [{name: s, restartPolicy: Always}]",
                        "phase: Running, conditions: [{type: Initialized, status: 'True'}],"
                                + " initContainerStatuses: [{name: s, started: false, restartCount: 1,"
                                + " state: {waiting: {reason: CrashLoopBackOff}}}],"
                                + " containerStatuses: [{name: a, restartCount: 3,"
                                + " state: {waiting: {reason: ImagePullBackOff}}}]"))
                .startsWith("p|0/2|ImagePullBackOff|4|");
    }

    @Test
    void podsThatEnd() {
        String ended = "containerStatuses: [{name: a, ready: true, state: {running: {}}},"
                + " {name: b, state: {terminated: {exitCode: 0, reason: Completed}}}]";
        String spec = "containers: [{name: a}, {name: b}]";
        assertThat(pod(spec, "phase: Running, " + ended)).startsWith("p|1/2|NotReady|");
        assertThat(pod(spec, "phase: Running, conditions: [{type: Ready, status: 'True'}], " + ended))
                .startsWith("p|1/2|Running|");
        String deleted = """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, deletionTimestamp: '2025-12-31T23:55:00Z'}
                spec: {containers: [{name: a}]}
                status: {phase: %s}
                """;
        assertThat(row(deleted.formatted("Running"))).startsWith("p|0/1|Terminating|");
        assertThat(row(deleted.formatted("Succeeded"))).startsWith("p|0/1|Succeeded|");
        assertThat(row(deleted.formatted("Running, reason: NodeLost"))).startsWith("p|0/1|Unknown|");
    }

    private String autoscaler(String version, String metadata, String spec, String status) {
        return row("""
                apiVersion: autoscaling/%s
                kind: HorizontalPodAutoscaler
                metadata: {name: h, creationTimestamp: '2025-12-31T23:00:00Z'%s}
                spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 9%s}
                status: {currentReplicas: 3, desiredReplicas: 4%s}
                """.formatted(version, metadata, spec, status));
    }

    @Test
    void autoscalerWithoutMetrics() {
        assertThat(autoscaler("v2", "", "", "")).isEqualTo("h|Deployment/web|<none>|<unset>|9|3|60m");
    }

    @Test
    void autoscalersTargets() {
        String cpu = "{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}";
        assertThat(autoscaler("v2", "", ", minReplicas: 2, metrics: [" + cpu + "]", ""))
                .isEqualTo("h|Deployment/web|cpu: <unknown>/80%|2|9|3|60m");
        assertThat(autoscaler(
                        "v2",
                        "",
                        ", metrics: [" + cpu
                                + ", {type: Resource, resource: {name: memory, target: {type: AverageValue,"
                                + " averageValue: 1Gi}}}]",
                        ", currentMetrics: [{type: Resource, resource: {name: cpu, current: {averageUtilization: 35}}},"
                                + " {type: Resource, resource: {name: memory, current: {averageValue: 512Mi}}}]"))
                .contains("|cpu: 35%/80%, memory: 512Mi/1Gi|");
        assertThat(autoscaler(
                        "v2",
                        "",
                        ", metrics: [{type: External, external: {target: {type: AverageValue, averageValue: '5'}}},"
                                + " {type: Object, object: {target: {type: Value, value: 10k}}}, " + cpu + ", " + cpu
                                + "]",
                        ", currentMetrics: [{type: External, external: {current: {averageValue: 1500m}}},"
                                + " {type: Object, object: {current: {value: '7'}}}]"))
                .contains("|1500m/5 (avg), 7/10k + 2 more...|");
        assertThat(autoscaler(
                        "v2",
                        "",
                        ", metrics: [{type: Pods, pods: {target: {type: AverageValue, averageValue: '100'}}},"
                                + " {type: ContainerResource, containerResource: {name: cpu, container: a,"
                                + " target: {type: Utilization}}}]",
                        ""))
                .contains("|<unknown>/100, cpu: <unknown>/<auto>|");
    }

    @Test
    void firstVersionOfAutoscalers() {
        assertThat(autoscaler("v1", "", ", targetCPUUtilizationPercentage: 50", ", currentCPUUtilizationPercentage: 7"))
                .isEqualTo("h|Deployment/web|cpu: 7%/50%|<unset>|9|3|60m");
        assertThat(autoscaler(
                        "v1",
                        ", annotations: {autoscaling.alpha.kubernetes.io/metrics: '[{\"type\":\"Pods\",\"pods\":{"
                                + "\"target\":{\"averageValue\":\"9\"}}}]'}",
                        "",
                        ""))
                .contains("|<unknown>/9|");
        assertThat(autoscaler("v1", ", annotations: {autoscaling.alpha.kubernetes.io/metrics: '['}", "", ""))
                .contains("|<none>|");
    }

    private String job(String spec, String status) {
        return row("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: j, creationTimestamp: '2025-12-31T22:00:00Z'}
                spec: {selector: {matchLabels: {a: b}}, template: {spec: {containers: [{name: c, image: i}]}}%s}
                status: {%s}
                """.formatted(spec, status));
    }

    @Test
    void jobs() {
        assertThat(job("", "")).isEqualTo("j|Running|0/1||120m|c|i|a=b");
        assertThat(job(", parallelism: 3", "succeeded: 2, startTime: '2025-12-31T23:59:30Z'"))
                .isEqualTo("j|Running|2/1 of 3|30s|120m|c|i|a=b");
        assertThat(job(
                        ", completions: 5",
                        "succeeded: 5, startTime: '2025-12-31T22:00:00Z', completionTime: '2025-12-31T22:03:05Z',"
                                + " conditions: [{type: SuccessCriteriaMet, status: 'True'},"
                                + " {type: Complete, status: 'True'}]"))
                .isEqualTo("j|Complete|5/5|3m5s|120m|c|i|a=b");
        assertThat(job("", "conditions: [{type: Suspended, status: 'True'}]")).startsWith("j|Suspended|");
    }

    private String service(String spec, String status) {
        return row(
                "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {" + spec + "}, status: {" + status + "}}");
    }

    @Test
    void services() {
        assertThat(service("type: ClusterIP, clusterIPs: [None]", ""))
                .isEqualTo("s|ClusterIP|None|<none>|<none>|<unknown>|<none>");
        assertThat(service(
                        "type: NodePort, clusterIPs: [10.0.0.9], externalIPs: [192.0.2.1, 192.0.2.2], selector: {a: b},"
                                + " ports: [{port: 80, nodePort: 30080, protocol: TCP}, {port: 53, protocol: UDP}]",
                        ""))
                .isEqualTo("s|NodePort|10.0.0.9|192.0.2.1,192.0.2.2|80:30080/TCP,53/UDP|<unknown>|a=b");
        assertThat(service("type: LoadBalancer", "")).contains("|<pending>|");
        assertThat(service(
                        "type: LoadBalancer, externalIPs: [192.0.2.9]",
                        "loadBalancer: {ingress: [{hostname: lb.example}, {ip: 192.0.2.1}, {ip: 192.0.2.1}]}"))
                .contains("|192.0.2.1,lb.example,192.0.2.9|");
        assertThat(service("type: ExternalName, externalName: x.example", "")).contains("|<none>|x.example|<none>|");
    }

    @Test
    void endpoints() {
        assertThat(row("{apiVersion: v1, kind: Endpoints, metadata: {name: e}}"))
                .isEqualTo("e|<none>|<unknown>");
        assertThat(row("{apiVersion: v1, kind: Endpoints, metadata: {name: e},"
                        + " subsets: [{notReadyAddresses: [{ip: 10.0.0.1}], ports: [{port: 80}]}]}"))
                .isEqualTo("e||<unknown>");
        assertThat(row("{apiVersion: v1, kind: Endpoints, metadata: {name: e}, subsets: [{addresses: [{ip: 10.0.0.1},"
                        + " {ip: 'fd00::2'}], ports: [{port: 80}, {port: 81}]}]}"))
                .isEqualTo("e|10.0.0.1:80,[fd00::2]:80,10.0.0.1:81 + 1 more...|<unknown>");
        assertThat(row("{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: e}, addressType: IPv4,"
                        + " ports: [{port: 80}, {name: any}, {}], endpoints: [{addresses: [10.0.0.1, 10.0.0.2]},"
                        + " {addresses: [10.0.0.3]}, {addresses: [10.0.0.4]}]}"))
                .isEqualTo("e|IPv4|80,any,*|10.0.0.1,10.0.0.2,10.0.0.3 + 1 more...|<unknown>");
    }

    @Test
    void nodes() {
        assertThat(row("""
                        apiVersion: v1
                        kind: Node
                        metadata:
                          name: n1
                          labels: {node-role.kubernetes.io/worker: '', node-role.kubernetes.io/control-plane: '',
                            kubernetes.io/role: edge}
                        spec: {unschedulable: true}
                        status:
                          conditions: [{type: Ready, status: 'True'}]
                          addresses: [{type: Hostname, address: n1}, {type: InternalIP, address: 10.1.1.1}]
                          nodeInfo: {kubeletVersion: v1.36.2, osImage: Debian, kernelVersion: '6.12', architecture: amd64}
                        """))
                .isEqualTo("n1|Ready,SchedulingDisabled|control-plane,edge,worker|<unknown>|v1.36.2|10.1.1.1|<none>"
                        + "|Debian|6.12 (amd64)|<unknown>");
        assertThat(row("{apiVersion: v1, kind: Node, metadata: {name: n2}}")).startsWith("n2|Unknown|<none>|");
        assertThat(row("{apiVersion: v1, kind: Node, metadata: {name: n3},"
                        + " status: {conditions: [{type: Ready, status: Unknown}]}}"))
                .startsWith("n3|NotReady|");
    }

    @Test
    void volumes() {
        assertThat(row("""
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata: {name: v, annotations: {volume.beta.kubernetes.io/storage-class: old}}
                        spec: {capacity: {storage: 5Gi}, accessModes: [ReadWriteMany, ReadWriteOnce, ReadWriteMany],
                          persistentVolumeReclaimPolicy: Retain, storageClassName: new, volumeMode: Block,
                          claimRef: {namespace: ns, name: c}}
                        status: {phase: Bound}
                        """)).isEqualTo("v|5Gi|RWO,RWX|Retain|Bound|ns/c|old|<unset>||<unknown>|Block");
        String claim = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: c%s}
                spec: {storageClassName: fast%s}
                status: {phase: Pending, capacity: {storage: 1Gi}, accessModes: [ReadOnlyMany]}
                """;
        assertThat(row(claim.formatted("", ""))).isEqualTo("c|Pending||||fast|<unset>|<unknown>|<unset>");
        assertThat(row(claim.formatted(", deletionTimestamp: '2026-01-01T00:00:00Z'", ", volumeName: v")))
                .isEqualTo("c|Terminating|v|1Gi|ROX|fast|<unset>|<unknown>|<unset>");
        assertThat(row("{apiVersion: storage.k8s.io/v1, kind: StorageClass, provisioner: p, metadata: {name: k,"
                        + " annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}}"))
                .isEqualTo("k (default)|p|Delete|Immediate|false|<unknown>");
    }

    @Test
    void events() {
        assertThat(row("""
                        apiVersion: v1
                        kind: Event
                        metadata: {name: e, namespace: ns}
                        type: Warning
                        reason: Failed
                        message: " it failed \\n"
                        involvedObject: {kind: Pod, name: p, fieldPath: 'spec.containers{a}'}
                        source: {component: kubelet, host: n1}
                        firstTimestamp: '2025-12-31T23:00:00Z'
                        lastTimestamp: '2025-12-31T23:59:00Z'
                        count: 7
                        """)).isEqualTo("60s|Warning|Failed|pod/p|spec.containers{a}|kubelet, n1|it failed|60m|7|e");
        assertThat(row("""
                        apiVersion: events.k8s.io/v1
                        kind: Event
                        metadata: {name: e, namespace: ns}
                        eventTime: '2025-12-31T23:00:00.000000Z'
                        series: {count: 3, lastObservedTime: '2025-12-31T23:58:00.000000Z'}
                        reportingController: scheduler
                        regarding: {kind: Node}
                        """)).isEqualTo("2m|||node||scheduler||60m|3|e");
    }

    @Test
    void others() {
        assertThat(row("{apiVersion: apps/v1, kind: ControllerRevision, revision: 3, metadata: {name: r,"
                        + " ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: d, controller: true}]}}"))
                .isEqualTo("r|daemonset.apps/d|3|<unknown>");
        assertThat(row(
                        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, status: {hard: {pods: 5, limits.cpu: 2,"
                                + " cpu: 1}, used: {pods: 3}}}"))
                .isEqualTo("q|cpu: 0/1, pods: 3/5|limits.cpu: 0/2|<unknown>");
        assertThat(row("{apiVersion: batch/v1, kind: CronJob, metadata: {name: j}, spec: {schedule: '* * * * *',"
                        + " jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: i}]}}}}}}"))
                .isEqualTo("j|* * * * *|<none>|<unset>|0|<none>|<unknown>|c|i|<none>");
        assertThat(row("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {tls: [{}],"
                        + " rules: [{host: a}, {host: b}, {host: c}, {host: d}, {}]}}"))
                .isEqualTo("i|<none>|a,b,c + 1 more...||80, 443|<unknown>");
        assertThat(row("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: np},"
                        + " spec: {podSelector: {matchExpressions: [{key: a, operator: In, values: [b, c]}]}}}"))
                .isEqualTo("np|a in (b,c)|<unknown>");
        assertThat(row("{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: b},"
                        + " roleRef: {kind: Role, name: r}, subjects: [{kind: User, name: u}, {kind: User, name: w},"
                        + " {kind: ServiceAccount, namespace: ns, name: s}]}"))
                .isEqualTo("b|Role/r|<unknown>|u, w||ns/s");
    }
}
