package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kinds;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.defaults.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with objects, in Kubernetes' words. */
class ValidationTest {
    private static final String TEMPLATE =
            "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}";

    private static Object object(String yaml) {
        return Defaults.apply(Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT));
    }

    private static List<String> errors(String yaml) {
        Object object = object(yaml);
        return Validation.validate(Objects.requireNonNull(Kinds.of(object)), object).stream()
                .map(FieldError::toString)
                .toList();
    }

    private static List<String> updateErrors(String before, String after) {
        Object old = object(before);
        return Validation.validateUpdate(Objects.requireNonNull(Kinds.of(old)), old, object(after)).stream()
                .map(FieldError::toString)
                .toList();
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
                "restartPolicy: Sometimes, containers: [{name: c, image: i}] | spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"Never\", \"OnFailure\"",
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
                "apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: r, namespace: ns}, roleRef: {kind: X, name: r} | roleRef.kind: Unsupported value: \"X\": supported values: \"ClusterRole\", \"Role\"",
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
                "metrics: [{type: ContainerResource, containerResource: {name: x, container: c, target: {type: Utilization}}}] | spec.metrics[0].containerResource.name: Invalid value: \"x\": must be a standard resource for containers; spec.metrics[0].containerResource.target.averageUtilization: Required value: must set either a target raw value or a target utilization",
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
}
