package io.gantry.api.validation;

import io.gantry.api.codec.Scalars;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.PodSecurityContextType;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecType;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.RawJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as messages show them: as Go's encoder writes Kubernetes' internal types. These have no names for JSON, so that every
 * field stands there under its name in Go, also when it is empty; only the types of {@code meta/v1} look as they do in JSON.
 * Pure.
 */
public final class InternalJson {
    private static final String META = "io.gantry.api.meta.v1";

    /** Fields whose names in Go do not begin with one large letter. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("apiVersion", "APIVersion"),
            Map.entry("awsElasticBlockStore", "AWSElasticBlockStore"),
            Map.entry("cephfs", "CephFS"),
            Map.entry("cidr", "CIDR"),
            Map.entry("cidrs", "CIDRs"),
            Map.entry("csi", "CSI"),
            Map.entry("dnsConfig", "DNSConfig"),
            Map.entry("dnsPolicy", "DNSPolicy"),
            Map.entry("fc", "FC"),
            Map.entry("fsGroup", "FSGroup"),
            Map.entry("fsGroupChangePolicy", "FSGroupChangePolicy"),
            Map.entry("fsType", "FSType"),
            Map.entry("gcePersistentDisk", "GCEPersistentDisk"),
            Map.entry("gmsaCredentialSpec", "GMSACredentialSpec"),
            Map.entry("gmsaCredentialSpecName", "GMSACredentialSpecName"),
            Map.entry("grpc", "GRPC"),
            Map.entry("httpGet", "HTTPGet"),
            Map.entry("httpHeaders", "HTTPHeaders"),
            Map.entry("id", "ID"),
            Map.entry("ip", "IP"),
            Map.entry("iscsi", "ISCSI"),
            Map.entry("nfs", "NFS"),
            Map.entry("os", "OS"),
            Map.entry("pdName", "PDName"),
            Map.entry("postStart", "PostStart"),
            Map.entry("rbd", "RBD"),
            Map.entry("scaleIO", "ScaleIO"),
            Map.entry("seLinuxChangePolicy", "SELinuxChangePolicy"),
            Map.entry("seLinuxOptions", "SELinuxOptions"),
            Map.entry("setHostnameAsFQDN", "SetHostnameAsFQDN"),
            Map.entry("storageos", "StorageOS"),
            Map.entry("targetWWNs", "TargetWWNs"),
            Map.entry("tcpSocket", "TCPSocket"),
            Map.entry("tty", "TTY"),
            Map.entry("uid", "UID"),
            Map.entry("uri", "URI"),
            Map.entry("url", "URL"),
            Map.entry("volumeID", "VolumeID"),
            Map.entry("wwids", "WWIDs"));

    /** Fields in the order in which Go declares them, where it is not that of their numbers. */
    private static final Map<String, List<String>> ORDERS = Map.of(
            "PodSpec",
            names("volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds "
                    + "activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName automountServiceAccountToken nodeName "
                    + "securityContext imagePullSecrets hostname subdomain setHostnameAsFQDN affinity schedulerName tolerations "
                    + "hostAliases priorityClassName priority preemptionPolicy dnsConfig readinessGates runtimeClassName "
                    + "overhead enableServiceLinks topologySpreadConstraints os schedulingGates resourceClaims resources "
                    + "hostnameOverride"),
            "Container",
            names(
                    "name image command args workingDir ports envFrom env resources resizePolicy restartPolicy "
                            + "restartPolicyRules volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle "
                            + "terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty"),
            "SecurityContext",
            names("capabilities privileged seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot "
                    + "readOnlyRootFilesystem allowPrivilegeEscalation procMount seccompProfile appArmorProfile"),
            "PodSecurityContext",
            names("seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot supplementalGroups "
                    + "supplementalGroupsPolicy fsGroup fsGroupChangePolicy sysctls seccompProfile appArmorProfile "
                    + "seLinuxChangePolicy"),
            "Volume",
            names("name hostPath emptyDir gcePersistentDisk awsElasticBlockStore gitRepo secret nfs iscsi glusterfs "
                    + "persistentVolumeClaim rbd quobyte flexVolume cinder cephfs flocker downwardAPI fc azureFile configMap "
                    + "vsphereVolume azureDisk photonPersistentDisk projected portworxVolume scaleIO storageos csi ephemeral "
                    + "image"),
            "VolumeMount",
            names("name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr"),
            "DeviceRequest",
            names("name exactly firstAvailable"));

    /** What a pod has beside its security context in JSON, but in it in Go. */
    private static final Set<String> OF_THE_HOST =
            Set.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers", "serviceAccount");

    private InternalJson() {}

    private static List<String> names(String all) {
        return List.of(all.split(" ", -1));
    }

    /** A text of JSON that a message shows as it is. */
    record Shown(String json) {
        @Override
        public String toString() {
            return json;
        }
    }

    /** A bad value for an error. */
    public static <T> Object of(RecordType<T> type, T record) {
        return shown(element(type.erased(), record));
    }

    /** A bad value for an error. */
    public static <T> Object ofAll(RecordType<T> type, List<T> records) {
        List<@Nullable Object> all = new ArrayList<>();
        records.forEach(each -> all.add(element(type.erased(), each)));
        return shown(all);
    }

    private static Shown shown(@Nullable Object tree) {
        return new Shown(new String(Tree.toJson(tree), StandardCharsets.UTF_8));
    }

    private static @Nullable Object element(RecordType<Object> type, Object record) {
        if (type.recordClass().getPackageName().equals(META)) {
            return Tree.ofRecord(type, record);
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        for (FieldInfo field : ordered(type)) {
            Object value = type.get(record, field.index());
            if (value instanceof ObjectMeta metadata) {
                tree.putAll(metadata(type, field, metadata));
            } else if (record instanceof PodSpec pod && field.name().equals("securityContext")) {
                tree.put("SecurityContext", securityContext(pod));
            } else if (!(record instanceof PodSpec) || !OF_THE_HOST.contains(field.name())) {
                tree.put(name(type, field), value(type, field, value));
            }
        }
        return tree;
    }

    private static List<FieldInfo> ordered(RecordType<Object> type) {
        List<String> order = ORDERS.get(type.name());
        if (order == null) {
            return type.fields();
        }
        List<FieldInfo> all = new ArrayList<>();
        order.forEach(name -> {
            FieldInfo field = type.field(name);
            if (field != null) {
                all.add(field);
            }
        });
        type.fields().stream().filter(field -> !all.contains(field)).forEach(all::add);
        return all;
    }

    /** Go embeds it. */
    private static Map<String, @Nullable Object> metadata(
            RecordType<Object> type, FieldInfo field, ObjectMeta metadata) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (Tree.ofRecord(type.child(field).erased(), metadata) instanceof Map<?, ?> tree) {
            tree.forEach((name, value) -> fields.put((String) name, value));
        }
        return fields;
    }

    private static Map<String, @Nullable Object> securityContext(PodSpec pod) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        RecordType<Object> type = PodSpecType.TYPE.erased();
        for (String name : List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers")) {
            FieldInfo field = type.field(name);
            if (field != null) {
                tree.put(name(name), value(type, field, type.get(pod, field.index())));
            }
        }
        PodSecurityContext context =
                pod.securityContext() == null ? PodSecurityContextType.EMPTY : pod.securityContext();
        if (element(PodSecurityContextType.TYPE.erased(), context) instanceof Map<?, ?> more) {
            more.forEach((name, value) -> tree.put((String) name, value));
        }
        return tree;
    }

    private static String name(RecordType<Object> type, FieldInfo field) {
        String name = name(field.name());
        if (!type.name().equals("DeviceAttribute")) {
            return name;
        }
        return name.endsWith("s") ? name.substring(0, name.length() - 1) + "Values" : name + "Value";
    }

    private static String name(String name) {
        String known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith("x-kubernetes-")) {
            StringBuilder words = new StringBuilder("X");
            for (String word : name.substring("x-kubernetes-".length()).split("-", -1)) {
                words.append(name(word));
            }
            return words.toString();
        }
        String plain = name.startsWith("$") ? name.substring(1) : name;
        return plain.isEmpty() ? plain : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    private static @Nullable Object value(RecordType<Object> type, FieldInfo field, @Nullable Object value) {
        return switch (field.container()) {
            case SINGLE -> value == null ? absent(field) : single(type, field, value);
            case LIST -> {
                List<?> list = value instanceof List<?> given ? given : List.of();
                List<@Nullable Object> tree = new ArrayList<>();
                list.forEach(each -> tree.add(single(type, field, each)));
                yield tree.isEmpty() ? null : tree;
            }
            case MAP -> {
                Map<String, @Nullable Object> tree = new TreeMap<>();
                if (value instanceof Map<?, ?> map) {
                    map.forEach((key, each) -> tree.put((String) key, single(type, field, each)));
                }
                yield tree.isEmpty() ? null : tree;
            }
        };
    }

    private static @Nullable Object absent(FieldInfo field) {
        if (field.pointer()) {
            return null;
        }
        return switch (field.kind()) {
            case STRING -> "";
            case INT32, INT64, DOUBLE -> 0L;
            case BOOL -> false;
            default -> null;
        };
    }

    private static @Nullable Object single(RecordType<Object> type, FieldInfo field, Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Bytes bytes -> bytes.toBase64();
            case Instant time -> Scalars.time(time);
            case Duration duration -> Scalars.duration(duration);
            case RawJson raw -> sorted(Tree.parseJson(raw.shared()));
            case IntOrString either -> either.text() != null ? either.text() : (Object) (long) either.intValue();
            case String text -> text;
            case Boolean flag -> flag;
            case Long number -> number;
            case Double number -> number;
            case List<?> list -> list;
            case Record record
            when field.kind() == io.gantry.api.schema.ValueKind.RECORD ->
                element(type.child(field).erased(), record);
            default -> value.toString(); // a quantity
        };
    }

    /** Go writes maps in the order of their keys. */
    static @Nullable Object sorted(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = new TreeMap<>();
                map.forEach((key, each) -> all.put((String) key, sorted(each)));
                yield all;
            }
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                list.forEach(each -> all.add(sorted(each)));
                yield all;
            }
            case null, default -> tree;
        };
    }
}
