package io.gantry.node.agent;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.DownwardAPIVolumeFile;
import io.gantry.api.core.v1.KeyToPath;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;
import io.gantry.api.types.Quantity;
import io.gantry.client.Client;
import io.gantry.node.pod.Containers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of volumes whose content comes from the API: configMap, secret, downwardAPI, projected. */
final class VolumeContents {
    private static final int DEFAULT_MODE = 0644;

    private final Client client;
    private final NodeConfig config;
    private final ServiceAccountTokens tokens;

    VolumeContents(Client client, NodeConfig config, ServiceAccountTokens tokens) {
        this.client = client;
        this.config = config;
        this.tokens = tokens;
    }

    /** Whether {@link #of} knows the volume. */
    static boolean knows(Volume volume) {
        return volume.configMap() != null
                || volume.secret() != null
                || volume.downwardAPI() != null
                || volume.projected() != null;
    }

    /** @throws SpecProblem when something that is not optional is missing */
    Map<String, VolumeFile> of(Pod pod, Volume volume, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem {
        Map<String, VolumeFile> files = new HashMap<>();
        if (volume.configMap() != null) {
            var source = volume.configMap();
            configMap(pod, text(source.name()), source.items(), source.optional(), mode(source.defaultMode()), files);
        } else if (volume.secret() != null) {
            var source = volume.secret();
            secret(
                    pod,
                    text(source.secretName()),
                    source.items(),
                    source.optional(),
                    mode(source.defaultMode()),
                    files);
        } else if (volume.downwardAPI() != null) {
            downward(
                    pod,
                    volume.downwardAPI().items(),
                    mode(volume.downwardAPI().defaultMode()),
                    podIps,
                    allocatable,
                    files);
        } else if (volume.projected() != null) {
            int mode = mode(volume.projected().defaultMode());
            for (VolumeProjection source : volume.projected().sources()) {
                projected(pod, source, mode, podIps, allocatable, files);
            }
        }
        return files;
    }

    private void projected(
            Pod pod,
            VolumeProjection source,
            int mode,
            List<String> podIps,
            Map<String, Quantity> allocatable,
            Map<String, VolumeFile> files)
            throws SpecProblem {
        if (source.configMap() != null) {
            configMap(
                    pod,
                    text(source.configMap().name()),
                    source.configMap().items(),
                    source.configMap().optional(),
                    mode,
                    files);
        } else if (source.secret() != null) {
            secret(
                    pod,
                    text(source.secret().name()),
                    source.secret().items(),
                    source.secret().optional(),
                    mode,
                    files);
        } else if (source.downwardAPI() != null) {
            downward(pod, source.downwardAPI().items(), mode, podIps, allocatable, files);
        } else if (source.serviceAccountToken() != null) {
            String token = tokens.token(pod, source.serviceAccountToken());
            // A token is for one reader: the user that all containers run as, or the volume's group.
            Long user = commonUser(pod);
            boolean shared = pod.spec().securityContext() != null
                    && pod.spec().securityContext().fsGroup() != null;
            files.put(
                    source.serviceAccountToken().path(),
                    new VolumeFile(token.getBytes(StandardCharsets.UTF_8), user != null || shared ? 0600 : mode, user));
        } else {
            throw new SpecProblem("FailedMount", "this node does not know the kind of a projected volume's source");
        }
    }

    /** Whom all of the pod's containers run as; {@code null} when they differ, or when their images say. */
    static @Nullable Long commonUser(Pod pod) {
        PodSecurityContext ofPod = pod.spec().securityContext();
        Set<Optional<Long>> users = new HashSet<>();
        for (Container container : Containers.all(pod)) {
            SecurityContext own = container.securityContext();
            users.add(Optional.ofNullable(own == null ? null : own.runAsUser())
                    .or(() -> Optional.ofNullable(ofPod == null ? null : ofPod.runAsUser())));
        }
        return users.size() == 1 ? users.iterator().next().orElse(null) : null;
    }

    private void configMap(
            Pod pod,
            String name,
            List<KeyToPath> items,
            @Nullable Boolean optional,
            int mode,
            Map<String, VolumeFile> files)
            throws SpecProblem {
        Optional<ConfigMap> map = client.find(ConfigMapType.KIND, pod.namespace(), name);
        if (map.isEmpty()) {
            absent(optional, "configmap \"" + name + "\" not found");
            return;
        }
        Map<String, byte[]> content = new HashMap<>();
        map.get().data().forEach((key, value) -> content.put(key, value.getBytes(StandardCharsets.UTF_8)));
        map.get().binaryData().forEach((key, value) -> content.put(key, value.shared()));
        choose(content, items, optional, mode, "configmap references non-existent config key: ", files);
    }

    private void secret(
            Pod pod,
            String name,
            List<KeyToPath> items,
            @Nullable Boolean optional,
            int mode,
            Map<String, VolumeFile> files)
            throws SpecProblem {
        Optional<Secret> secret = client.find(SecretType.KIND, pod.namespace(), name);
        if (secret.isEmpty()) {
            absent(optional, "secret \"" + name + "\" not found");
            return;
        }
        Map<String, byte[]> content = new HashMap<>();
        secret.get().data().forEach((key, value) -> content.put(key, value.shared()));
        choose(content, items, optional, mode, "references non-existent secret key: ", files);
    }

    private static void choose(
            Map<String, byte[]> content,
            List<KeyToPath> items,
            @Nullable Boolean optional,
            int mode,
            String missingKey,
            Map<String, VolumeFile> files)
            throws SpecProblem {
        if (items.isEmpty()) {
            content.forEach((key, value) -> files.put(key, new VolumeFile(value, mode)));
            return;
        }
        for (KeyToPath item : items) {
            byte[] value = content.get(item.key());
            if (value == null) {
                absent(optional, missingKey + item.key());
            } else {
                files.put(item.path(), new VolumeFile(value, item.mode() == null ? mode : item.mode()));
            }
        }
    }

    private void downward(
            Pod pod,
            List<DownwardAPIVolumeFile> items,
            int mode,
            List<String> podIps,
            Map<String, Quantity> allocatable,
            Map<String, VolumeFile> files)
            throws SpecProblem {
        for (DownwardAPIVolumeFile item : items) {
            String value;
            if (item.fieldRef() != null) {
                value = DownwardApi.field(pod, item.fieldRef().fieldPath(), podIps, config.name(), config.address());
            } else if (item.resourceFieldRef() != null) {
                value = DownwardApi.resource(pod, item.resourceFieldRef(), null, allocatable);
            } else {
                throw new SpecProblem("FailedMount", "downwardAPI item " + item.path() + " refers to nothing");
            }
            files.put(
                    item.path(),
                    new VolumeFile(value.getBytes(StandardCharsets.UTF_8), item.mode() == null ? mode : item.mode()));
        }
    }

    private static void absent(@Nullable Boolean optional, String message) throws SpecProblem {
        if (!Boolean.TRUE.equals(optional)) {
            throw new SpecProblem("FailedMount", message);
        }
    }

    private static int mode(@Nullable Integer given) {
        return given == null ? DEFAULT_MODE : given;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
