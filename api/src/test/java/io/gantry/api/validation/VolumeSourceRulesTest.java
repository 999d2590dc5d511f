package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Volumes of storage that others run, as objects of their own and in pods. */
class VolumeSourceRulesTest {
    private static KubeObject object(String yaml) {
        return (KubeObject) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT);
    }

    private static PersistentVolume volume(String source) {
        return (PersistentVolume)
                object("{apiVersion: v1, kind: PersistentVolume, metadata: {name: v, resourceVersion: '1'},"
                        + " spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce],"
                        + (source.contains("ReclaimPolicy") ? "" : " persistentVolumeReclaimPolicy: Retain,")
                        + " volumeMode: Filesystem, " + source + "}}");
    }

    private static String texts(List<FieldError> errors) {
        return String.join("; ", errors.stream().map(FieldError::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "glusterfs: {endpoints: e, path: p, endpointsNamespace: ns} | ''",
                "glusterfs: {endpoints: '', path: '', endpointsNamespace: ''} | spec.glusterfs.endpoints: Required value; spec.glusterfs.path: Required value; spec.glusterfs.endpointsNamespace: Invalid value: \"\": if the endpointnamespace is set, it must be a valid namespace name",
                "cephfs: {monitors: [m]} | ''",
                "cephfs: {monitors: []} | spec.cephfs.monitors: Required value",
                "rbd: {monitors: [m], image: i} | ''",
                "rbd: {monitors: [], image: ''} | spec.rbd.monitors: Required value; spec.rbd.image: Required value",
                "iscsi: {targetPortal: 'h:1', iqn: 'iqn.2016-01.com.example:disk', lun: 0} | ''",
                "iscsi: {targetPortal: '', iqn: '', lun: 256} | spec.iscsi.targetPortal: Required value; spec.iscsi.iqn: Required value; spec.iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive",
                "iscsi: {targetPortal: h, iqn: 'iqn.2016', lun: 0, chapAuthSession: true} | spec.iscsi.iqn: Invalid value: \"iqn.2016\": must be valid format; spec.iscsi.secretRef: Required value",
                "iscsi: {targetPortal: h, iqn: eui.0123456789abcdef, lun: 0, secretRef: {}, initiatorName: x} | spec.iscsi.secretRef.name: Required value; spec.iscsi.initiatorname: Invalid value: \"x\": must be valid format",
                "iscsi: {targetPortal: hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh, iqn: naa.0123456789abcdef0123456789abcdef, lun: 0, initiatorName: eui.0123456789abcdef} | spec.iscsi.targetportal: Invalid value: \"hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh\": Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.",
                "fc: {wwids: [w]} | ''",
                "fc: {} | spec.fc.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both",
                "fc: {targetWWNs: [a], wwids: [b]} | spec.fc.targetWWNs: Invalid value: [\"a\"]: targetWWNs and wwids can not be specified simultaneously; spec.fc.lun: Required value: lun is required if targetWWNs is specified",
                "fc: {targetWWNs: [a], lun: 300} | spec.fc.lun: Invalid value: 300: must be between 0 and 255, inclusive",
                "azureDisk: {diskName: d, diskURI: 'https://a/b', kind: Shared, cachingMode: None} | ''",
                "azureDisk: {diskName: '', diskURI: /x, kind: Managed, cachingMode: Any} | spec.azureDisk.diskName: Required value; spec.azureDisk.cachingMode: Unsupported value: \"Any\": supported values: \"None\", \"ReadOnly\", \"ReadWrite\"; spec.azureDisk.diskURI: Unsupported value: \"/x\": supported values: \"/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}\"",
                "azureDisk: {diskName: d, diskURI: /x, kind: Shared} | spec.azureDisk.diskURI: Unsupported value: \"/x\": supported values: \"https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd\"",
                "azureFile: {secretName: s, shareName: h, secretNamespace: ''} | spec.azureFile.secretNamespace: Required value",
                "azureFile: {secretName: '', shareName: ''} | spec.azureFile.secretName: Required value; spec.azureFile.shareName: Required value",
                "quobyte: {registry: 'a:1,[::1]:2', volume: v} | ''",
                "quobyte: {registry: 'a:1,b', volume: ''} | spec.quobyte.volume: Required value; spec.quobyte.registry: Invalid value: \"a:1,b\": must be a host:port pair or multiple pairs separated by commas",
                "quobyte: {registry: '', volume: v} | spec.quobyte.registry: Required value: must be a host:port pair or multiple pairs separated by commas",
                "storageos: {volumeName: v, volumeNamespace: ns, secretRef: {name: s, namespace: ns}} | ''",
                "storageos: {volumeName: '', secretRef: {}} | spec.storageos.volumeName: Required value; spec.storageos.secretRef.name: Required value; spec.storageos.secretRef.namespace: Required value",
                "scaleIO: {gateway: '', system: '', secretRef: {name: s}} | spec.scaleIO.gateway: Required value; spec.scaleIO.system: Required value; spec.scaleIO.volumeName: Required value",
                "portworxVolume: {volumeID: ''} | spec.portworxVolume.volumeID: Required value",
                "flocker: {datasetName: d} | ''",
                "flocker: {} | spec.flocker: Required value: one of datasetName and datasetUUID is required",
                "flocker: {datasetName: a/b, datasetUUID: u} | spec.flocker: Invalid value: \"resource\": datasetName and datasetUUID can not be specified simultaneously; spec.flocker.datasetName: Invalid value: \"a/b\": must not contain '/'",
                "vsphereVolume: {volumePath: ''} | spec.vsphereVolume.volumePath: Required value",
                "csi: {driver: d.example.com, volumeHandle: h, nodeStageSecretRef: {}} | ''",
                "csi: {driver: d.example.com, volumeHandle: h, nodePublishSecretRef: {name: sn}, controllerPublishSecretRef: {namespace: a.b, name: c}} | spec.csi.controllerPublishSecretRef.namespace: Invalid value: \"a.b\": must not contain dots; spec.csi.nodePublishSecretRef.namespace: Required value",
                "flexVolume: {driver: '', options: {a.K8S.io/x: z, b: c}} | spec.flexVolume.driver: Required value; spec.flexVolume.options[a.K8S.io/x]: Invalid value: \"a.K8S.io/x\": kubernetes.io and k8s.io namespaces are reserved",
                "local: {path: /a/../b}, nodeAffinity: {required: {nodeSelectorTerms: [{}]}} | spec.local.path: Invalid value: \"/a/../b\": must not contain '..'",
                "gcePersistentDisk: {pdName: '', partition: 256} | spec.gcePersistentDisk.pdName: Required value; spec.gcePersistentDisk.partition: Invalid value: 256: must be between 1 and 255, inclusive",
                "cinder: {volumeID: '', secretRef: {name: s}} | spec.cinder.volumeID: Required value; spec.cinder.secretRef.namespace: Required value",
                "hostPath: {path: /./}, persistentVolumeReclaimPolicy: Recycle | spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'",
                "hostPath: {path: /a}, volumeAttributesClassName: '' | spec.volumeAttributesClassName: Required value: an empty string is disallowed; spec.csi: Required value: has to be specified when using volumeAttributesClassName",
            })
    void sourcesOfVolumes(String source, String wrong) {
        assertThat(texts(Validation.validate(PersistentVolumeType.KIND, volume(source))))
                .isEqualTo(wrong);
    }

    @Test
    void aSourceStaysButForTheSecretThatGrowsIt() {
        String csi = "csi: {driver: d.example.com, volumeHandle: h%s}";
        PersistentVolume old = volume(csi.formatted(""));
        PersistentVolume with = volume(csi.formatted(", controllerExpandSecretRef: {name: s, namespace: ns}"));
        PersistentVolume other = volume(csi.formatted(", controllerExpandSecretRef: {name: t, namespace: ns}"));

        assertThat(Validation.validateUpdate(PersistentVolumeType.KIND, old, with))
                .isEmpty();
        assertThat(texts(Validation.validateUpdate(PersistentVolumeType.KIND, with, other)))
                .startsWith("spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable");
        assertThat(texts(Validation.validateUpdate(PersistentVolumeType.KIND, with, old)))
                .startsWith("spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable");
    }

    @Test
    void nodesMayBeNamedOnce() {
        String host = "hostPath: {path: /a}";
        String on =
                ", nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: In, values: [%s]}]}]}}";
        PersistentVolume anywhere = volume(host);
        PersistentVolume one = volume(host + on.formatted("a"));
        PersistentVolume two = volume(host + on.formatted("b"));

        assertThat(Validation.validateUpdate(PersistentVolumeType.KIND, anywhere, one))
                .isEmpty();
        assertThat(texts(Validation.validateUpdate(PersistentVolumeType.KIND, one, two)))
                .startsWith("nodeAffinity: Invalid value: ")
                .endsWith(": field is immutable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signerName: example.com/s, keyType: ED25519, keyPath: k, certificateChainPath: c, maxExpirationSeconds: 3600, userAnnotations: {example.com/a: b} | ''",
                "signerName: '', keyType: ED25519, keyPath: k | AT.signerName: Required value",
                "signerName: a, keyType: DSA, keyPath: k | AT.signerName: Invalid value: \"a\": must be a fully qualified domain and path of the form 'example.com/signer-name'; AT.keyType: Unsupported value: \"DSA\": supported values: \"ECDSAP256\", \"ECDSAP384\", \"ECDSAP521\", \"ED25519\", \"RSA3072\", \"RSA4096\"",
                "signerName: example.com/s, keyType: RSA3072 | AT: Required value: specify at least one of credentialBundlePath, keyPath, and certificateChainPath",
                "signerName: example.com/s, keyType: RSA3072, credentialBundlePath: ../a, maxExpirationSeconds: 3599 | AT.maxExpirationSeconds: Invalid value: 3599: if provided, maxExpirationSeconds must be >= 3600; AT.credentialBundlePath: Invalid value: \"../a\": must not contain '..'",
                "signerName: example.com/s, keyType: RSA3072, keyPath: /k, maxExpirationSeconds: 7862401 | AT.maxExpirationSeconds: Invalid value: 7862401: if provided, maxExpirationSeconds must be <= 7862400; AT.keyPath: Invalid value: \"/k\": must be a relative path",
                "signerName: kubernetes.io/kube-apiserver-client-pod, keyType: RSA3072, keyPath: k, maxExpirationSeconds: 86401 | AT.maxExpirationSeconds: Invalid value: 86401: if provided, maxExpirationSeconds must be <= 86400",
                "signerName: example.com/s, keyType: RSA3072, keyPath: k, userAnnotations: {a: b} | AT.userAnnotations: Invalid value: \"a\": must be a domain-prefixed key (such as \"acme.io/foo\")",
                "signerName: example.com/s, keyType: RSA3072, keyPath: k, certificateChainPath: k | spec.volumes[0].projected: Invalid value: \"k\": conflicting duplicate paths",
            })
    void certificatesOfPods(String certificate, String wrong) {
        assertThat(pod("projected: {defaultMode: 420, sources: [{podCertificate: {" + certificate + "}}]}"))
                .isEqualTo(wrong.replace("AT", "spec.volumes[0].projected.sources[0].podCertificate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iscsi: {targetPortal: h, iqn: x, lun: 0, initiatorName: iqn.x} | spec.volumes[0].iscsi.iqn: Invalid value: \"x\": must be valid format starting with iqn, eui, or naa; spec.volumes[0].iscsi.initiatorname: Invalid value: \"iqn.x\": must be valid format",
                "csi: {driver: d.example.com, nodePublishSecretRef: {name: ''}} | spec.volumes[0].csi.nodePublishSecretRef.name: Required value",
                "storageos: {volumeName: v, secretRef: {}} | spec.volumes[0].storageos.secretRef.name: Required value",
                "cephfs: {monitors: []} | spec.volumes[0].cephfs.monitors: Required value",
            })
    void sourcesInPods(String source, String wrong) {
        assertThat(pod(source)).isEqualTo(wrong);
    }

    private static String pod(String source) {
        KubeObject pod =
                object("{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: ns}, spec: {restartPolicy: Always,"
                        + " dnsPolicy: ClusterFirst, terminationGracePeriodSeconds: 30, containers: [{name: c, image: i,"
                        + " imagePullPolicy: Always, terminationMessagePolicy: File}], volumes: [{name: v, " + source
                        + "}]}}");
        return texts(Validation.validate(PodType.KIND, (Pod) pod));
    }
}
