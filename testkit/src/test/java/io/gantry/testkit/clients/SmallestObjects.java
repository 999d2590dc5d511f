package io.gantry.testkit.clients;

import io.gantry.api.Kind;
import io.gantry.api.codec.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The least that an object of each kind must say to be created. */
final class SmallestObjects {
    private static final String WEBHOOK = "{name: a.example.com, sideEffects: None, admissionReviewVersions: [v1],"
            + " failurePolicy: Ignore, clientConfig: {url: 'https://127.0.0.1/'},"
            + " rules: [{apiGroups: [none.example.com], apiVersions: [v1], resources: [nothings], operations: [CREATE]}]}";
    private static final String TEMPLATE =
            "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}";
    private static final String JOB = "template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}";
    private static final String MATCH = "matchConstraints: {resourceRules: [{apiGroups: [none.example.com],"
            + " apiVersions: [v1], resources: [nothings], operations: [CREATE]}]}";
    private static final String RULES = "rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]";
    private static final String DEVICES = "devices: {requests: [{name: r, exactly: {deviceClassName: c.example.com}}]}";

    /** Content by resource, without apiVersion, kind and metadata; kinds that are not here need none. */
    private static final Map<String, String> CONTENT = new TreeMap<>(Map.ofEntries(
            Map.entry("events", "{involvedObject: {namespace: NAMESPACE, name: a, kind: Pod}}"),
            Map.entry(
                    "events.events.k8s.io",
                    "{eventTime: '2026-01-01T00:00:00.000000Z', reportingController: a.example.com/b,"
                            + " reportingInstance: i, action: A, reason: R, type: Normal,"
                            + " regarding: {namespace: NAMESPACE, name: a, kind: Pod}}"),
            Map.entry(
                    "persistentvolumes",
                    "{spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /tmp/a}}}"),
            Map.entry(
                    "persistentvolumeclaims",
                    "{spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}"),
            Map.entry("pods", "{spec: {containers: [{name: c, image: i}]}}"),
            Map.entry("podtemplates", "{" + TEMPLATE + "}"),
            Map.entry("replicationcontrollers", "{spec: {replicas: 0, selector: {a: b}, " + TEMPLATE + "}}"),
            Map.entry("services", "{spec: {ports: [{port: 80}]}}"),
            Map.entry("mutatingwebhookconfigurations.admissionregistration.k8s.io", "{webhooks: [" + WEBHOOK + "]}"),
            Map.entry("validatingwebhookconfigurations.admissionregistration.k8s.io", "{webhooks: [" + WEBHOOK + "]}"),
            Map.entry(
                    "validatingadmissionpolicies.admissionregistration.k8s.io",
                    "{spec: {" + MATCH + ", validations: [{expression: 'true'}]}}"),
            Map.entry(
                    "validatingadmissionpolicybindings.admissionregistration.k8s.io",
                    "{spec: {policyName: none.example.com, validationActions: [Audit]}}"),
            Map.entry(
                    "mutatingadmissionpolicies.admissionregistration.k8s.io",
                    "{spec: {" + MATCH + ", reinvocationPolicy: Never, mutations: [{patchType: ApplyConfiguration,"
                            + " applyConfiguration: {expression: 'Object{}'}}]}}"),
            Map.entry(
                    "mutatingadmissionpolicybindings.admissionregistration.k8s.io",
                    "{spec: {policyName: none.example.com}}"),
            Map.entry(
                    "customresourcedefinitions.apiextensions.k8s.io",
                    "{spec: {group: smallest.example.com, scope: Namespaced, names: {plural: nothings, kind: Nothing},"
                            + " versions: [{name: v1, served: true, storage: true,"
                            + " schema: {openAPIV3Schema: {type: object}}}]}}"),
            Map.entry(
                    "apiservices.apiregistration.k8s.io",
                    "{spec: {group: smallest.example.org, version: v1, groupPriorityMinimum: 100, versionPriority: 10,"
                            + " insecureSkipTLSVerify: true, service: {namespace: default, name: none}}}"),
            Map.entry("controllerrevisions.apps", "{revision: 1, data: {a: 1}}"),
            Map.entry("daemonsets.apps", "{spec: {selector: {matchLabels: {a: b}}, " + TEMPLATE + "}}"),
            Map.entry("deployments.apps", "{spec: {replicas: 0, selector: {matchLabels: {a: b}}, " + TEMPLATE + "}}"),
            Map.entry("replicasets.apps", "{spec: {replicas: 0, selector: {matchLabels: {a: b}}, " + TEMPLATE + "}}"),
            Map.entry(
                    "statefulsets.apps",
                    "{spec: {replicas: 0, serviceName: a, selector: {matchLabels: {a: b}}, " + TEMPLATE + "}}"),
            Map.entry(
                    "horizontalpodautoscalers.autoscaling",
                    "{spec: {maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: none}}}"),
            Map.entry(
                    "cronjobs.batch",
                    "{spec: {schedule: '0 0 1 1 *', suspend: true, jobTemplate: {spec: {" + JOB + "}}}}"),
            Map.entry("jobs.batch", "{spec: {suspend: true, " + JOB + "}}"),
            Map.entry("leases.coordination.k8s.io", "{spec: {}}"),
            Map.entry(
                    "leasecandidates.coordination.k8s.io",
                    "{spec: {leaseName: a, binaryVersion: 1.36.0, emulationVersion: 1.36.0,"
                            + " strategy: OldestEmulationVersion}}"),
            Map.entry("endpointslices.discovery.k8s.io", "{addressType: IPv4, endpoints: []}"),
            Map.entry(
                    "flowschemas.flowcontrol.apiserver.k8s.io",
                    "{spec: {priorityLevelConfiguration: {name: exempt}, matchingPrecedence: 9000}}"),
            Map.entry(
                    "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io",
                    "{spec: {type: Limited, limited: {nominalConcurrencyShares: 1, limitResponse: {type: Reject}}}}"),
            Map.entry(
                    "ingresses.networking.k8s.io",
                    "{spec: {defaultBackend: {service: {name: a, port: {number: 80}}}}}"),
            Map.entry("ingressclasses.networking.k8s.io", "{spec: {controller: example.com/none}}"),
            Map.entry(
                    "ipaddresses.networking.k8s.io",
                    "{spec: {parentRef: {resource: services, namespace: default, name: none}}}"),
            Map.entry("servicecidrs.networking.k8s.io", "{spec: {cidrs: [10.123.0.0/24]}}"),
            Map.entry("networkpolicies.networking.k8s.io", "{spec: {podSelector: {}}}"),
            Map.entry("runtimeclasses.node.k8s.io", "{handler: none}"),
            Map.entry("poddisruptionbudgets.policy", "{spec: {minAvailable: 1, selector: {matchLabels: {a: b}}}}"),
            Map.entry("roles.rbac.authorization.k8s.io", "{" + RULES + "}"),
            Map.entry("clusterroles.rbac.authorization.k8s.io", "{" + RULES + "}"),
            Map.entry(
                    "rolebindings.rbac.authorization.k8s.io",
                    "{roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: none}}"),
            Map.entry(
                    "clusterrolebindings.rbac.authorization.k8s.io",
                    "{roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: none}}"),
            Map.entry("deviceclasses.resource.k8s.io", "{spec: {}}"),
            Map.entry("resourceclaims.resource.k8s.io", "{spec: {" + DEVICES + "}}"),
            Map.entry("resourceclaimtemplates.resource.k8s.io", "{spec: {spec: {" + DEVICES + "}}}"),
            Map.entry(
                    "resourceslices.resource.k8s.io",
                    "{spec: {driver: d.example.com, nodeName: none,"
                            + " pool: {name: p, generation: 1, resourceSliceCount: 1}}}"),
            Map.entry("priorityclasses.scheduling.k8s.io", "{value: 5}"),
            Map.entry("csidrivers.storage.k8s.io", "{spec: {}}"),
            Map.entry("csinodes.storage.k8s.io", "{spec: {drivers: []}}"),
            Map.entry("csistoragecapacities.storage.k8s.io", "{storageClassName: none}"),
            Map.entry("storageclasses.storage.k8s.io", "{provisioner: example.com/none}"),
            Map.entry(
                    "volumeattachments.storage.k8s.io",
                    "{spec: {attacher: example.com, nodeName: none, source: {persistentVolumeName: none}}}"),
            Map.entry("volumeattributesclasses.storage.k8s.io", "{driverName: d.example.com, parameters: {a: b}}")));

    /** Where the name follows from the content. */
    private static final Map<String, String> NAMES = Map.of(
            "customresourcedefinitions.apiextensions.k8s.io",
            "nothings.smallest.example.com",
            "apiservices.apiregistration.k8s.io",
            "v1.smallest.example.org",
            "ipaddresses.networking.k8s.io",
            "10.96.77.7");

    private SmallestObjects() {}

    static String name(Kind<?> kind) {
        return NAMES.getOrDefault(kind.qualifiedResource(), "smallest");
    }

    /** The object as a tree; {@code signingRequest} is what a CertificateSigningRequest holds, in Base64. */
    static Map<String, Object> of(Kind<?> kind, String namespace, String signingRequest) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.name());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name(kind));
        metadata.put("labels", Map.of("made-by", "smallest"));
        if (kind.namespaced()) {
            metadata.put("namespace", namespace);
        }
        object.put("metadata", metadata);
        String content = kind.name().equals("CertificateSigningRequest")
                ? "{spec: {signerName: example.com/none, usages: [client auth], request: '" + signingRequest + "'}}"
                : CONTENT.getOrDefault(kind.qualifiedResource(), "{}").replace("NAMESPACE", namespace);
        ((Map<?, ?>) Yaml.parse(content.getBytes(StandardCharsets.UTF_8)))
                .forEach((key, value) -> object.put((String) key, value));
        return object;
    }
}
