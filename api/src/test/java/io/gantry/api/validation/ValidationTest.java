package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with objects, in Kubernetes' words. */
class ValidationTest {
    private static final String TEMPLATE =
            "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}";

    private static List<String> errors(String yaml) {
        return Verdict.ofNew(yaml);
    }

    private static List<String> updateErrors(String before, String after) {
        return Verdict.ofUpdate(before, after);
    }

    private static String pod(String spec) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ns, resourceVersion: '1'}\nspec: {" + spec
                + "}\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "containers: [] | spec.containers: Required value",
                "containers: [{name: c}] | spec.containers[0].image: Required value",
                "containers: [{name: c, image: ' i'}] | spec.containers[0].image: Invalid value: \" i\": must not have leading or trailing whitespace",
                "containers: [{name: C, image: i}] | spec.containers[0].name: Invalid value: \"C\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
                "containers: [{name: c, image: i}, {name: c, image: i}] | spec.containers[1].name: Duplicate value: \"c\"",
                "containers: [{name: c, image: i, ports: [{containerPort: 70000}]}] | spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive",
                "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /a}]}] | spec.containers[0].volumeMounts[0].name: Not found: \"v\"",
                "containers: [{name: c, image: i, resources: {requests: {cpu: 2}, limits: {cpu: 1}}}] | spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1",
                "containers: [{name: c, image: i, imagePullPolicy: Often}] | spec.containers[0].imagePullPolicy: Unsupported value: \"Often\": supported values: \"Always\", \"IfNotPresent\", \"Never\"",
                "restartPolicy: Sometimes, containers: [{name: c, image: i}] | spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\"",
                "containers: [{name: c, image: i, livenessProbe: {successThreshold: 2, exec: {command: [a]}}}] | spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1",
                "volumes: [{name: v, emptyDir: {}, hostPath: {path: /a}}], containers: [{name: c, image: i}] | spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type"
            })
    void pods(String spec, String error) {
        assertThat(errors(pod(spec))).containsExactly(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostPID: true, hostIPC: true | spec.HostPID: Forbidden: when `hostUsers` is false | spec.HostIPC: Forbidden: when `hostUsers` is false",
                "hostNetwork: true | spec.hostNetwork: Forbidden: when `hostUsers` is false |"
            })
    void usersOfAPodsOwn(String spec, String first, String second) {
        assertThat(errors(pod("hostUsers: false, containers: [{name: c, image: i}], " + spec)))
                .containsExactlyElementsOf(second == null ? List.of(first) : List.of(first, second));
        assertThat(errors(pod("hostUsers: true, containers: [{name: c, image: i}], " + spec)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiVersion: v2, fieldPath: metadata.name | error converting fieldPath: unsupported pod version: v2",
                "fieldPath: spec.containers | error converting fieldPath: field label not supported: spec.containers",
                "fieldPath: \"spec.nodeSelector['a']\" | error converting fieldPath: field label does not support subscript: spec.nodeSelector['a']",
            })
    void fieldsThatPodsDoNotHave(String selector, String why) {
        assertThat(errors(pod("containers: [{name: c, image: i, env: [{name: E, valueFrom: {fieldRef: {" + selector
                        + "}}}]}]")))
                .singleElement()
                .asString()
                .startsWith("spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: ")
                .endsWith(": " + why);
    }

    @Test
    void fieldsThatTheEnvironmentDoesNotShow() {
        assertThat(
                        errors(
                                pod(
                                        "containers: [{name: c, image: i, env: [{name: E, valueFrom: {fieldRef: {fieldPath: status.phase}}}]}]")))
                .singleElement()
                .asString()
                .startsWith(
                        "spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Unsupported value: \"status.phase\"");
        assertThat(
                        errors(
                                pod(
                                        "containers: [{name: c, image: i, env: [{name: E, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['a']\"}}}]}]")))
                .isEmpty();
    }

    @Test
    void portsOfTheNode() {
        assertThat(
                        errors(
                                pod(
                                        "hostNetwork: true, containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: 81}]}]")))
                .containsExactly(
                        "spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when"
                                + " `hostNetwork` is true");
        String port = "ports: [{containerPort: 80, hostPort: 80}]";
        assertThat(errors(pod("containers: [{name: a, image: i, %s}, {name: b, image: i, %s}]".formatted(port, port))))
                .containsExactly("spec.containers[1].ports[0].hostPort: Duplicate value: \"TCP//80\"");
        assertThat(errors(pod(
                        "containers: [{name: a, image: i, %s}], initContainers: [{name: b, image: i, restartPolicy: Always, %s}]"
                                .formatted(port, port))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}] | | spec.containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used",
                "lifecycle: {stopSignal: SIGUSR1} | | spec.containers[0].lifecycle.stopSignal: Forbidden: may not be set for containers with empty `spec.os.name`",
                "lifecycle: {stopSignal: SIGUSR1} | os: {name: windows} | spec.containers[0].lifecycle.stopSignal: Unsupported value: \"SIGUSR1\": supported values: \"SIGKILL\", \"SIGTERM\"",
                "env: [{name: E, valueFrom: {fileKeyRef: {key: K, path: p, volumeName: v}}}] | volumes: [{name: v, hostPath: {path: /a}}] | spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Invalid value: \"v\": referenced volume must be of type emptyDir",
                "tty: true | hostAliases: [{ip: 1.2.3.4, hostnames: [a, B_]}] | spec.hostAliases[0].hostnames[1]: Invalid value: \"B_\": a lowercase RFC 1123 subdomain",
                "tty: true | hostnameOverride: a, setHostnameAsFQDN: true | spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true",
                "tty: true | hostnameOverride: A | spec.hostnameOverride: Invalid value: \"A\": a lowercase RFC 1123 subdomain",
            })
    void partsOfPods(String container, String spec, String error) {
        assertThat(errors(pod(
                        "containers: [{name: c, image: i, " + container + "}]" + (spec == null ? "" : ", " + spec))))
                .singleElement()
                .asString()
                .startsWith(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "os: {name: linux}, securityContext: {windowsOptions: {runAsUserName: u}} | spec.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod",
                "os: {name: windows}, securityContext: {runAsUser: 1} | spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod",
                "os: {name: windows}, hostPID: true | spec.hostPID: Forbidden: cannot be set for a windows pod",
                "securityContext: {windowsOptions: {hostProcess: true}} | spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers",
                "securityContext: {windowsOptions: {gmsaCredentialSpecName: A}} | spec.securityContext.windowsOptions.gmsaCredentialSpecName: Invalid value: \"A\": a lowercase RFC 1123 subdomain",
                "securityContext: {windowsOptions: {gmsaCredentialSpec: ''}} | spec.securityContext.windowsOptions.gmsaCredentialSpec: Invalid value: \"\": gmsaCredentialSpec cannot be an empty string",
                "securityContext: {windowsOptions: {runAsUserName: 'a\\b\\c'}} | spec.securityContext.windowsOptions.runAsUserName: Invalid value: \"a\\\\b\\\\c\": runAsUserName cannot contain more than one backslash",
                "securityContext: {windowsOptions: {runAsUserName: '\\u'}} | spec.securityContext.windowsOptions.runAsUserName: Invalid value: \"\\\\u\": runAsUserName's Domain doesn't match the NetBios nor the DNS format",
                "securityContext: {windowsOptions: {runAsUserName: 'D\\'}} | spec.securityContext.windowsOptions.runAsUserName: Invalid value: \"D\\\\\": runAsUserName's User cannot be empty",
                "securityContext: {windowsOptions: {runAsUserName: '. .'}} | spec.securityContext.windowsOptions.runAsUserName: Invalid value: \". .\": runAsUserName's User cannot contain only periods or spaces",
                "securityContext: {windowsOptions: {runAsUserName: 'u*'}} | spec.securityContext.windowsOptions.runAsUserName: Invalid value: \"u*\": runAsUserName's User cannot contain the following",
            },
            quoteCharacter = '`')
    void operatingSystems(String spec, String error) {
        assertThat(errors(pod("containers: [{name: c, image: i}], " + spec)))
                .singleElement()
                .asString()
                .startsWith(error);
    }

    @Test
    void hostProcessesAreAllOrNone() {
        assertThat(
                        errors(
                                pod(
                                        "hostNetwork: true, containers: [{name: c, image: i}, {name: d, image: i, securityContext: {windowsOptions: {hostProcess: true}}}]")))
                .containsExactly(
                        "spec: Invalid value: \"\": If pod contains any hostProcess containers then all containers"
                                + " must be HostProcess containers");
        assertThat(
                        errors(
                                pod(
                                        "hostNetwork: true, securityContext: {windowsOptions: {hostProcess: true}}, containers: [{name: c, image: i}]")))
                .isEmpty();
    }

    private static String deployment(String spec) {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, namespace: ns, resourceVersion: '1'}\nspec: {"
                + spec + "}\n";
    }

    @Test
    void deployments() {
        String selector = "selector: {matchLabels: {a: b}}, ";
        assertThat(errors(deployment(selector + TEMPLATE))).isEmpty();
        assertThat(errors(deployment(TEMPLATE)))
                .containsExactly(
                        "spec.selector: Required value",
                        "spec.template.metadata.labels: Invalid value: {\"a\":\"b\"}: `selector` does not match"
                                + " template `labels`");
        assertThat(errors(deployment(selector + "replicas: -1, " + TEMPLATE)))
                .containsExactly("spec.replicas: Invalid value: -1: must be greater than or equal to 0");
        assertThat(errors(deployment("selector: {matchLabels: {x: z}}, " + TEMPLATE)))
                .containsExactly(
                        "spec.template.metadata.labels: Invalid value: {\"a\":\"b\"}: `selector` does not match"
                                + " template `labels`");
        assertThat(errors(deployment(
                        selector + "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}, " + TEMPLATE)))
                .containsExactly("spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"0%\": may not be 0 when"
                        + " `maxSurge` is 0");
        assertThat(errors(deployment(
                        selector + "strategy: {rollingUpdate: {maxUnavailable: 99999999999%}}, " + TEMPLATE)))
                .containsExactly("spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"99999999999%\": must not"
                        + " be greater than 100%");
        assertThat(updateErrors(
                        deployment(selector + TEMPLATE),
                        deployment("selector: {matchLabels: {a: b, c: d}}, "
                                + TEMPLATE.replace("{a: b}", "{a: b, c: d}"))))
                .containsExactly("spec.selector: Invalid value: {\"matchLabels\":{\"a\":\"b\",\"c\":\"d\"}}: field is"
                        + " immutable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiVersion: v1, kind: ConfigMap, metadata: {name: m, namespace: ns}, data: {'a/b': x} | data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
                "apiVersion: v1, kind: Secret, type: kubernetes.io/tls, metadata: {name: s, namespace: ns}, data: {tls.crt: ''} | data[tls.key]: Required value",
                "apiVersion: v1, kind: Namespace, metadata: {name: a.b} | metadata.name: Invalid value: \"a.b\": must not contain dots",
                "apiVersion: v1, kind: Service, metadata: {name: s, namespace: ns}, spec: {} | spec.ports: Required value",
                "apiVersion: v1, kind: Service, metadata: {name: s, namespace: ns}, spec: {type: X, internalTrafficPolicy: Cluster, ports: [{port: 1}]} | spec.type: Unsupported value: \"X\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"",
                "apiVersion: v1, kind: Service, metadata: {name: s, namespace: ns}, spec: {ports: [{port: 1}, {port: 2, name: b}]} | spec.ports[0].name: Required value",
                "apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i, namespace: ns}, spec: {} | spec: Invalid value: null: either `defaultBackend` or `rules` must be specified",
                "apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: np, namespace: ns}, spec: {podSelector: {}, ingress: [{ports: [{endPort: 5}]}]} | spec.ingress[0].ports[0].port: Required value: must be specified when `endPort` is specified",
                "apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: r, namespace: ns}, rules: [{resources: [pods], apiGroups: ['']}] | rules[0].verbs: Required value: verbs must contain at least one value",
                "apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: r, namespace: ns}, roleRef: {kind: X, name: r} | roleRef.kind: Unsupported value: \"X\": supported values: \"Role\", \"ClusterRole\"",
                "apiVersion: batch/v1, kind: CronJob, metadata: {name: c, namespace: ns}, spec: {schedule: '', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}} | spec.schedule: Required value"
            })
    void others(String object, String error) {
        assertThat(errors("{" + object + "}")).containsExactly(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nfs: {server: '', path: a} | spec.nfs.server: Required value; spec.nfs.path: Invalid value: \"a\": must be an absolute path",
                "hostPath: {path: /a}, volumeMode: '' | spec.volumeMode: Unsupported value: \"\": supported values: \"Block\", \"Filesystem\"",
                "hostPath: {path: /a}, persistentVolumeReclaimPolicy: '' | ''",
                "local: {path: /a} | spec.nodeAffinity: Required value: Local volume requires node affinity"
            })
    void volumes(String source, String wrong) {
        assertThat(String.join(
                        "; ",
                        errors("{apiVersion: v1, kind: PersistentVolume, metadata: {name: v}, spec: {capacity:"
                                + " {storage: 1Gi}, accessModes: [ReadWriteOnce], " + source + "}}")))
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName",
                "{persistentVolumeName: v, inlineVolumeSpec: {}} | spec.source: Forbidden: must specify exactly one of inlineVolumeSpec and persistentVolumeName",
                "{inlineVolumeSpec: {accessModes: [ReadWriteOnce], csi: {driver: d.example.com, volumeHandle: h}}} | ''",
                "{inlineVolumeSpec: {accessModes: [ReadWriteOnce], csi: {driver: d.example.com, volumeHandle: h}, storageClassName: s, volumeMode: Block, capacity: {storage: 1}, claimRef: {name: c}, persistentVolumeReclaimPolicy: Delete}} | spec.source.inlineVolumeSpec.claimRef: Forbidden: OUTSIDE; spec.source.inlineVolumeSpec.capacity: Forbidden: OUTSIDE; spec.source.inlineVolumeSpec.persistentVolumeReclaimPolicy: Forbidden: may only be Retain in the context of inline volumes; spec.source.inlineVolumeSpec.storageClassName: Forbidden: OUTSIDE; spec.source.inlineVolumeSpec.volumeMode: Forbidden: may not specify volumeMode other than Filesystem in the context of inline volumes",
                "{inlineVolumeSpec: {hostPath: {path: /a}}} | spec.source.inlineVolumeSpec.csi: Required value: has to be specified in the context of inline volumes; spec.source.inlineVolumeSpec.accessModes: Required value"
            })
    void volumeAttachments(String source, String wrong) {
        assertThat(String.join(
                        "; ",
                        errors("{apiVersion: storage.k8s.io/v1, kind: VolumeAttachment, metadata: {name: a}, spec:"
                                + " {attacher: d.example.com, nodeName: node, source: " + source + "}}")))
                .isEqualTo(wrong.replace("OUTSIDE", "may not be specified in the context of inline volumes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics: [{type: Object, object: {describedObject: {kind: a/b, name: ''}, metric: {name: m}, target: {type: Value, value: 1}}}] | spec.metrics[0].object.describedObject.kind: Invalid value: \"a/b\": may not contain '/'; spec.metrics[0].object.describedObject.name: Required value",
                "metrics: [{type: Object, object: {describedObject: {kind: a, name: b}, metric: {name: ''}, target: {type: Some}}}] | spec.metrics[0].object.target.type: Invalid value: \"Some\": must be either Utilization, Value, or AverageValue; spec.metrics[0].object.metric.name: Required value: must specify a metric name; spec.metrics[0].object.target.averageValue: Required value: must set either a target value or averageValue",
                "metrics: [{type: Pods, resource: {name: cpu, target: {type: Utilization, averageUtilization: 0}}}] | spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0; spec.metrics[0].pods: Required value: must populate information for the given metric source; spec.metrics[0].resource: Forbidden: must populate the given metric source only",
                "metrics: [{type: ContainerResource, containerResource: {name: x, container: c, target: {type: Utilization}}}] | spec.metrics[0].containerResource.name: Invalid value: \"x\": must be a standard resource type or fully qualified; spec.metrics[0].containerResource.name: Invalid value: \"x\": must be a standard resource for containers; spec.metrics[0].containerResource.target.averageUtilization: Required value: must set either a target raw value or a target utilization",
                "behavior: {scaleUp: {selectPolicy: '', policies: [{type: X, value: 0, periodSeconds: 1801}]}} | spec.behavior.scaleUp.selectPolicy: Unsupported value: \"\": supported values: \"Disabled\", \"Max\", \"Min\"; spec.behavior.scaleUp.policies[0].type: Unsupported value: \"X\": supported values: \"Percent\", \"Pods\"; spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero; spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800"
            })
    void autoscalers(String spec, String wrong) {
        assertThat(String.join(
                        "; ",
                        errors("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a,"
                                + " namespace: ns}, spec: {maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: d}, "
                                + spec + "}}")))
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path: p | PLACE: Required value: either name or signerName must be specified",
                "path: p, name: example.com:s:n | ''",
                "path: p, name: 'a:B' | PLACE.name: Invalid value: \"a:B\": not a valid clustertrustbundlename: LABEL",
                "path: p, name: roots, labelSelector: {} | PLACE.labelSelector: Invalid value: {}: labelSelector must be unset if name is specified",
                "path: ../p, signerName: example.com/s, labelSelector: {matchLabels: {a: '?'}} | PLACE.path: Invalid value: \"../p\": must not contain '..'; PLACE.labelSelector.matchLabels: Invalid value: \"?\": VALUE"
            })
    void trustBundlesInVolumes(String source, String wrong) {
        String place = "spec.volumes[0].projected.sources[0].clusterTrustBundlePEM";
        String said = String.join(
                "; ",
                errors(pod("volumes: [{name: v, projected: {sources: [{clusterTrustBundle: {" + source
                        + "}}]}}], containers: [{name: c, image: i}]")));
        assertThat(said.replace(place, "PLACE")
                        .replaceAll("a lowercase RFC 1123 .*", "LABEL")
                        .replaceAll("a valid label must .*", "VALUE"))
                .isEqualTo(wrong);
    }

    @Test
    void metadata() {
        assertThat(errors("{apiVersion: v1, kind: ConfigMap, metadata: {}}"))
                .contains("metadata.name: Required value: name or generateName is required");
        assertThat(errors("{apiVersion: v1, kind: ConfigMap, metadata: {name: m, namespace: ns, labels: {a: 'x y'}}}"))
                .singleElement()
                .asString()
                .startsWith(
                        "metadata.labels: Invalid value: \"x y\": a valid label must be an empty string or consist of");
    }

    @Test
    void podsUpdate() {
        assertThat(updateErrors(pod("containers: [{name: c, image: i:1}]"), pod("containers: [{name: c, image: i:2}]")))
                .isEmpty();
        assertThat(updateErrors(
                        pod("containers: [{name: c, image: i:1}]"),
                        pod("containers: [{name: c, image: i:1, command: [x]}]")))
                .singleElement()
                .asString()
                .startsWith("spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`");
    }

    private static final String REQUEST =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUFBPQotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            node.k8s.io/v1 | RuntimeClass | handler: h_X | handler: Invalid value: "h_X": a lowercase RFC 1123 label must consist of
            node.k8s.io/v1 | RuntimeClass | handler: h, overhead: {podFixed: {cpu: '-1'}} | overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0
            node.k8s.io/v1 | RuntimeClass | handler: h, scheduling: {nodeSelector: {a b: c}} | scheduling.nodeSelector: Invalid value: "a b": name part must consist of
            node.k8s.io/v1 | RuntimeClass | handler: h, scheduling: {tolerations: [{key: k, operator: Exists}, {key: k, operator: Exists}]} | scheduling.tolerations[1]: Duplicate value: {"Key":"k","Operator":"Exists","Value":"","Effect":"","TolerationSeconds":null}
            apps/v1 | ControllerRevision | revision: -1, data: {} | revision: Invalid value: -1: must be greater than or equal to 0
            apps/v1 | ControllerRevision | revision: 1 | data: Required value: data is mandatory
            networking.k8s.io/v1 | ServiceCIDR | spec: {} | spec.cidrs: Required value: at least one CIDR required
            networking.k8s.io/v1 | ServiceCIDR | spec: {cidrs: [x]} | spec.cidrs[0]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)
            networking.k8s.io/v1 | ServiceCIDR | spec: {cidrs: [10.0.0.0/8, 11.0.0.0/8]} | spec.cidrs: Invalid value: {"CIDRs":["10.0.0.0/8","11.0.0.0/8"]}: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64
            networking.k8s.io/v1 | IPAddress | spec: {parentRef: {resource: services, name: s}} | metadata.name: Invalid value: "x": ParseAddr("x"): unable to parse IP
            storage.k8s.io/v1 | CSIStorageCapacity | storageClassName: '', capacity: 1 | storageClassName: Invalid value: "": a lowercase RFC 1123 subdomain must consist of
            storage.k8s.io/v1 | CSIStorageCapacity | storageClassName: a, capacity: -1 | capacity: Invalid value: "-1": must be greater than or equal to 0
            storage.k8s.io/v1 | VolumeAttributesClass | driverName: d | parameters: Required value: must contain at least one key/value pair
            storage.k8s.io/v1 | VolumeAttributesClass | driverName: '', parameters: {a: b} | driverName: Required value
            storage.k8s.io/v1 | CSIDriver | spec: {tokenRequests: [{audience: a, expirationSeconds: 5}]} | spec.tokenRequests[0].expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes
            storage.k8s.io/v1 | CSIDriver | spec: {tokenRequests: [{audience: a}, {audience: a}]} | spec.tokenRequests[1].audience: Duplicate value: "a"
            storage.k8s.io/v1 | CSIDriver | spec: {nodeAllocatableUpdatePeriodSeconds: 1} | spec.nodeAllocatableUpdatePeriodSeconds: Invalid value: 1: must be greater than or equal to 10 seconds
            storage.k8s.io/v1 | CSINode | spec: {drivers: [{name: d, nodeID: one, topologyKeys: [a b]}]} | spec.drivers[0]: Invalid value: "a b": name part must consist of
            storage.k8s.io/v1 | CSINode | spec: {drivers: [{name: d, nodeID: one, allocatable: {count: -1}}]} | spec.drivers[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0
            certificates.k8s.io/v1 | CertificateSigningRequest | spec: {request: eA==, signerName: a.b/c, usages: [client auth]} | spec.request: Invalid value: "eA==": PEM block type must be CERTIFICATE REQUEST
            certificates.k8s.io/v1 | CertificateSigningRequest | spec: {request: REQUEST, signerName: a.b/c} | spec.usages: Required value
            certificates.k8s.io/v1 | CertificateSigningRequest | spec: {request: REQUEST, signerName: a.b/c, usages: [any, any]} | spec.usages[1]: Duplicate value: "any"
            certificates.k8s.io/v1 | CertificateSigningRequest | spec: {request: REQUEST, signerName: a.b/c, usages: [foo]} | spec.usages[0]: Unsupported value: "foo": supported values: "any", "cert sign",
            certificates.k8s.io/v1 | CertificateSigningRequest | spec: {request: REQUEST, signerName: foo, usages: [any]} | spec.signerName: Invalid value: "foo": must be a fully qualified domain and path of the form 'example.com/signer-name'
            certificates.k8s.io/v1 | CertificateSigningRequest | spec: {request: REQUEST, signerName: kubernetes.io/legacy-unknown, usages: [any]} | spec.signerName: Invalid value: "kubernetes.io/legacy-unknown": the legacy signerName is not allowed via this API version
            certificates.k8s.io/v1 | CertificateSigningRequest | spec: {request: REQUEST, signerName: a.b/c, usages: [any], expirationSeconds: 5} | spec.expirationSeconds: Invalid value: 5: may not specify a duration less than 600 seconds (10 minutes)
            resource.k8s.io/v1 | ResourceClaim | spec: {devices: {requests: [{name: r}]}} | spec.devices.requests[0]: Required value: exactly one of `exactly` or `firstAvailable` is required
            resource.k8s.io/v1 | ResourceClaim | spec: {devices: {requests: [{name: r, exactly: {deviceClassName: ''}}]}} | spec.devices.requests[0].exactly.deviceClassName: Required value
            resource.k8s.io/v1 | ResourceClaim | spec: {devices: {requests: [{name: r, exactly: {deviceClassName: c, allocationMode: X}}]}} | spec.devices.requests[0].exactly.allocationMode: Unsupported value: "X": supported values: "All", "ExactCount"
            resource.k8s.io/v1 | ResourceClaim | spec: {devices: {requests: [{name: r, exactly: {deviceClassName: c}}], constraints: [{requests: [q], matchAttribute: d/a}]}} | spec.devices.constraints[0].requests[0]: Invalid value: "q": must be the name of a request in the claim or the name of a request and a subrequest separated by '/'
            resource.k8s.io/v1 | ResourceClaimTemplate | spec: {spec: {devices: {requests: [{name: A_, exactly: {deviceClassName: c}}]}}} | spec.spec.devices.requests[0].name: Invalid value: "A_": a lowercase RFC 1123 label
            v1 | ResourceQuota | spec: {hard: {services: 1500m}} | spec.hard[services]: Invalid value: "1500m": must be an integer
            v1 | ResourceQuota | spec: {hard: {storage: 1}} | spec.hard[storage]: Invalid value: "storage": must be a standard resource for quota
            v1 | ResourceQuota | spec: {scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Foo}]}} | spec.scopeSelector.matchExpressions.operator: Invalid value: "Foo": not a valid selector operator
            v1 | LimitRange | spec: {limits: [{type: foo}]} | spec.limits[0].type: Invalid value: "foo": must be a standard limit type or fully qualified
            v1 | Node | spec: {podCIDRs: [10.0.0.0/24, 10.0.1.0/24]} | spec.podCIDRs: Invalid value: ["10.0.0.0/24","10.0.1.0/24"]: may specify no more than one CIDR for each IP family
            """)
    void kindsWithFewRules(String version, String kind, String fields, String error) {
        List<String> errors = errors("{apiVersion: " + version + ", kind: " + kind
                + ", metadata: {name: x, namespace: ns}, " + fields.replace("REQUEST", REQUEST) + "}");
        assertThat(errors)
                .filteredOn(each -> !each.startsWith("metadata.namespace"))
                .singleElement()
                .asString()
                .startsWith(error);
    }

    @Test
    void aResourceThatNobodyKnows() {
        String foo = "Invalid value: \"foo\": must be a standard resource type or fully qualified";
        assertThat(
                        errors(
                                "{apiVersion: v1, kind: ResourceQuota, metadata: {name: x, namespace: ns}, spec: {hard: {foo: 1}}}"))
                .containsExactly(
                        "spec.hard[foo]: " + foo,
                        "spec.hard[foo]: Invalid value: \"foo\": must be a standard resource for quota");
        String at = "spec.containers[0].resources.requests[foo]: ";
        assertThat(errors(pod("containers: [{name: c, image: i, resources: {requests: {foo: 1}}}]")))
                .contains(at + foo, at + "Invalid value: \"foo\": must be a standard resource for containers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            node.k8s.io/v1 | RuntimeClass | handler: a | handler: b | handler: Invalid value: "b": field is immutable
            apps/v1 | ControllerRevision | data: {a: 1} | data: {a: 2} | data: Invalid value: {"a":2}: field is immutable
            networking.k8s.io/v1 | ServiceCIDR | spec: {cidrs: [10.0.0.0/8]} | spec: {cidrs: [11.0.0.0/8]} | spec.cidrs[0]: Invalid value: "11.0.0.0/8": field is immutable
            networking.k8s.io/v1 | ServiceCIDR | spec: {cidrs: [10.0.0.0/8, 'fd00::/108']} | spec: {cidrs: [10.0.0.0/8]} | spec.cidrs: Invalid value: ["10.0.0.0/8"]: field is immutable
            storage.k8s.io/v1 | VolumeAttributesClass | driverName: d, parameters: {a: b} | driverName: d, parameters: {a: c} | parameters: Forbidden: updates to parameters are forbidden.
            storage.k8s.io/v1 | CSIDriver | spec: {attachRequired: true} | spec: {attachRequired: false} | spec.attachedRequired: Invalid value: false: field is immutable
            storage.k8s.io/v1 | CSIDriver | spec: {volumeLifecycleModes: [Persistent]} | spec: {volumeLifecycleModes: [Ephemeral]} | spec.volumeLifecycleModes: Invalid value: ["Ephemeral"]: field is immutable
            storage.k8s.io/v1 | CSIStorageCapacity | storageClassName: a | storageClassName: b | storageClassName: Invalid value: "b": field is immutable
            storage.k8s.io/v1 | CSINode | spec: {drivers: [{name: d, nodeID: one}]} | spec: {drivers: [{name: d, nodeID: two, allocatable: {count: 1}}]} | spec.drivers: Invalid value: {"Name":"d","NodeID":"two","TopologyKeys":null,"Allocatable":null}: field is immutable
            resource.k8s.io/v1 | ResourceClaim | spec: {devices: {requests: [{name: r}]}} | spec: {} | spec: Invalid value: {"Devices":{"Requests":null,"Constraints":null,"Config":null}}: field is immutable
            """)
    void kindsWithFewChanges(String version, String kind, String before, String after, String error) {
        String head = "{apiVersion: " + version + ", kind: " + kind + ", metadata: {name: x, resourceVersion: '1'}, ";
        assertThat(updateErrors(head + before + "}", head + after + "}")).contains(error);
    }

    @Test
    void aNetworkThatWasTakenBeforeMayStay() {
        String policy = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: x, namespace: ns,"
                + " resourceVersion: '1'}, spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: NET}}]}]}}";
        String loose = policy.replace("NET", "10.0.0.1/8");
        String wrong =
                "spec.ingress[0].from[0].ipBlock.cidr: Invalid value: \"10.0.0.NUMBER/8\": must not have bits set beyond"
                        + " the prefix length";
        assertThat(updateErrors(policy.replace("NET", "10.0.0.0/8"), loose))
                .containsExactly(wrong.replace("NUMBER", "1"));
        assertThat(updateErrors(loose, loose)).isEmpty();
        assertThat(updateErrors(loose, policy.replace("NET", "10.0.0.2/8")))
                .containsExactly(wrong.replace("NUMBER", "2"));
    }

    @Test
    void aDriverMaySayAnewHowManyVolumesItTakes() {
        String head = "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: x, resourceVersion: '1'}, ";
        String driver = "spec: {drivers: [{name: d, nodeID: one, allocatable: {count: ";
        assertThat(updateErrors(head + driver + "1}}]}}", head + driver + "2}}]}}"))
                .isEmpty();
        assertThat(updateErrors(head + driver + "1}}]}}", head + "spec: {drivers: []}}"))
                .isEmpty();
    }

    @Test
    void aRangeMayBeJoinedByOneOfTheOtherFamily() {
        String head =
                "{apiVersion: networking.k8s.io/v1, kind: ServiceCIDR, metadata: {name: x, resourceVersion: '1'}, ";
        assertThat(updateErrors(
                        head + "spec: {cidrs: [10.0.0.0/8]}}", head + "spec: {cidrs: [10.0.0.0/8, 'fd00::/108']}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "010.0.0.1, false",
        "2001:db8::1, true",
        "2001:DB8::1, false",
        "2001:db8:0:0:0:0:0:1, false",
        "::1, true",
        "2001:db8:0:1:1:1:1:1, true",
        "2001:db8:0:0:1::1, false",
        "fe80::, true",
    })
    void anAddressIsWrittenInOneWay(String name, boolean canonical) {
        assertThat(AddressRules.addressName(name).isEmpty()).isEqualTo(canonical);
    }
}
