package io.gantry.bench;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Running pods as a cluster has them: a web server's, with probes, limits, a token volume, five conditions and a container's
 * status. Pod {@code i} is always the same pod.
 */
final class SamplePods {
    static final int PER_TEMPLATE = 10;
    private static final int NODES = 5000;
    private static final int NAMESPACES = 50;

    private SamplePods() {}

    static String json(int i, boolean managedFields) {
        var random = new SplittableRandom(i);
        int template = i / PER_TEMPLATE;
        int node = random.nextInt(NODES);
        var app = "web-" + template;
        var hash = "%010x".formatted((template * 2_654_435_761L) & 0xff_ffff_ffffL);
        var nodeIp = "10.0." + node / 250 + "." + (1 + node % 250);
        var podIp = "10." + (128 + i / 62_500) + "." + i / 250 % 250 + "." + (1 + i % 250);
        var second = "%02d:%02d:%02d".formatted(i / 3600 % 24, i / 60 % 60, i % 60);
        return POD.replace("$NAME", app + "-" + hash + "-" + suffix(random))
                .replace("$REPLICASET", app + "-" + hash)
                .replace("$NAMESPACE", "team-" + template % NAMESPACES)
                .replace("$UID", uuid(random))
                .replace("$OWNER", uuid(new SplittableRandom(-1L - template)))
                .replace("$VERSION", Integer.toString(100_000 + 7 * i))
                .replace("$APP", app)
                .replace("$HASH", hash)
                .replace("$NODEIP", nodeIp)
                .replace("$NODE", "node-" + node)
                .replace("$PODIP", podIp)
                .replace("$TIME", "2026-03-01T" + second + "Z")
                .replace("$CONTAINER", hex(random, 32))
                .replace("$IMAGEID", hex(new SplittableRandom(template), 32))
                .replace("$TAG", "1." + template % 20)
                .replace("\"$MANAGED\"", managedFields ? MANAGED.replace("$TIME", "2026-03-01T" + second + "Z") : "[]");
    }

    private static String uuid(SplittableRandom random) {
        return new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE)
                .toString();
    }

    private static String suffix(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append("bcdfghjklmnpqrstvwxz2456789".charAt(random.nextInt(27)));
        }
        return text.toString();
    }

    private static String hex(SplittableRandom random, int bytes) {
        var octets = new byte[bytes];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"$NAME","generateName":"$REPLICASET-","namespace":"$NAMESPACE",
             "uid":"$UID","resourceVersion":"$VERSION","generation":1,"creationTimestamp":"$TIME",
             "labels":{"app":"$APP","pod-template-hash":"$HASH","tier":"frontend"},
             "annotations":{"prometheus.io/scrape":"true","prometheus.io/port":"8080"},
             "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"$REPLICASET","uid":"$OWNER",
              "controller":true,"blockOwnerDeletion":true}],"managedFields":"$MANAGED"},
             "spec":{"volumes":[{"name":"config","configMap":{"name":"$APP-config","defaultMode":420}},
              {"name":"kube-api-access","projected":{"defaultMode":420,"sources":[
               {"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},
               {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},
               {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}]}}],
             "containers":[{"name":"web","image":"registry.example/team/$APP:$TAG","args":["--listen=:8080","--log=json"],
              "ports":[{"name":"http","containerPort":8080,"protocol":"TCP"},{"name":"metrics","containerPort":9090,"protocol":"TCP"}],
              "env":[{"name":"APP","value":"$APP"},{"name":"MODE","value":"production"},
               {"name":"POD_IP","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"status.podIP"}}}],
              "resources":{"limits":{"cpu":"500m","memory":"256Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},
              "volumeMounts":[{"name":"config","mountPath":"/etc/web","readOnly":true},
               {"name":"kube-api-access","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true}],
              "livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},"initialDelaySeconds":5,
               "timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
              "readinessProbe":{"httpGet":{"path":"/readyz","port":"http","scheme":"HTTP"},
               "timeoutSeconds":1,"periodSeconds":5,"successThreshold":1,"failureThreshold":3},
              "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent",
              "securityContext":{"allowPrivilegeEscalation":false,"runAsNonRoot":true}}],
             "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default",
             "serviceAccount":"default","nodeName":"$NODE","securityContext":{"fsGroup":1000},"schedulerName":"default-scheduler",
             "tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},
              {"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],
             "priority":0,"enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},
             "status":{"phase":"Running","conditions":[
              {"type":"PodReadyToStartContainers","status":"True","lastTransitionTime":"$TIME"},
              {"type":"Initialized","status":"True","lastTransitionTime":"$TIME"},
              {"type":"Ready","status":"True","lastTransitionTime":"$TIME"},
              {"type":"ContainersReady","status":"True","lastTransitionTime":"$TIME"},
              {"type":"PodScheduled","status":"True","lastTransitionTime":"$TIME"}],
             "hostIP":"$NODEIP","hostIPs":[{"ip":"$NODEIP"}],"podIP":"$PODIP","podIPs":[{"ip":"$PODIP"}],"startTime":"$TIME",
             "containerStatuses":[{"name":"web","state":{"running":{"startedAt":"$TIME"}},"ready":true,"restartCount":0,
              "image":"registry.example/team/$APP:$TAG","imageID":"registry.example/team/$APP@sha256:$IMAGEID",
              "containerID":"containerd://$CONTAINER","started":true}],"qosClass":"Burstable"}}""";

    /** What two managers leave behind: the controller that made the pod and the node that runs it. */
    private static final String MANAGED = """
            [{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"$TIME","fieldsType":"FieldsV1",
              "fieldsV1":{"f:metadata":{"f:annotations":{".":{},"f:prometheus.io/port":{},"f:prometheus.io/scrape":{}},
               "f:generateName":{},"f:labels":{".":{},"f:app":{},"f:pod-template-hash":{},"f:tier":{}},"f:ownerReferences":{".":{}}},
               "f:spec":{"f:containers":{"k:{\\"name\\":\\"web\\"}":{".":{},"f:args":{},"f:env":{".":{},"k:{\\"name\\":\\"APP\\"}":{".":{},
               "f:name":{},"f:value":{}},"k:{\\"name\\":\\"MODE\\"}":{".":{},"f:name":{},"f:value":{}}},"f:image":{},"f:imagePullPolicy":{},
               "f:livenessProbe":{".":{},"f:failureThreshold":{},"f:httpGet":{".":{},"f:path":{},"f:port":{},"f:scheme":{}},
               "f:periodSeconds":{}},"f:name":{},"f:ports":{".":{},"k:{\\"containerPort\\":8080,\\"protocol\\":\\"TCP\\"}":{".":{},
               "f:containerPort":{},"f:name":{},"f:protocol":{}}},"f:resources":{".":{},"f:limits":{".":{},"f:cpu":{},"f:memory":{}},
               "f:requests":{".":{},"f:cpu":{},"f:memory":{}}},"f:volumeMounts":{".":{},"k:{\\"mountPath\\":\\"/etc/web\\"}":{".":{},
               "f:mountPath":{},"f:name":{},"f:readOnly":{}}}}},"f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},
               "f:securityContext":{".":{},"f:fsGroup":{}},"f:terminationGracePeriodSeconds":{}}}},
             {"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"$TIME","fieldsType":"FieldsV1","subresource":"status",
              "fieldsV1":{"f:status":{"f:conditions":{"k:{\\"type\\":\\"ContainersReady\\"}":{".":{},"f:lastTransitionTime":{},
               "f:status":{},"f:type":{}},"k:{\\"type\\":\\"Initialized\\"}":{".":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}},
               "k:{\\"type\\":\\"Ready\\"}":{".":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}}},"f:containerStatuses":{},
               "f:hostIP":{},"f:hostIPs":{},"f:phase":{},"f:podIP":{},"f:podIPs":{".":{},"k:{\\"ip\\":\\"podIP\\"}":{".":{},"f:ip":{}}},
               "f:startTime":{}}}}]""";
}
