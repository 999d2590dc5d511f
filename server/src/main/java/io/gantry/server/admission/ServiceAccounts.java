package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.ConfigMapProjection;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.DownwardAPIProjection;
import io.gantry.api.core.v1.DownwardAPIVolumeFile;
import io.gantry.api.core.v1.KeyToPath;
import io.gantry.api.core.v1.ObjectFieldSelector;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.ProjectedVolumeSource;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountTokenProjection;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeBuilder;
import io.gantry.api.core.v1.VolumeMount;
import io.gantry.api.core.v1.VolumeMountBuilder;
import io.gantry.api.core.v1.VolumeProjection;
import io.gantry.client.ListQuery;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.WatchCursor;
import io.gantry.server.registry.WatchQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' {@code ServiceAccount}: every pod runs as a service account, whose token its containers find at {@value #MOUNT_PATH}.
 *
 * <p>In Kubernetes the token volume's name ends in five random characters; here they follow from the account, so that all
 * pods of one template have equal specs and share them in memory.
 */
final class ServiceAccounts implements Admission {
    static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static final String VOLUME_PREFIX = "kube-api-access-";
    private static final String MIRROR = "kubernetes.io/config.mirror";
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    /** An hour and seven seconds, as in Kubernetes, to be told from tokens that somebody asked for. */
    private static final long TOKEN_SECONDS = 3607;
    /** A namespace's account is made just after the namespace: whoever creates both at once waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Registries> registries;

    ServiceAccounts(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.creates() || !(object instanceof Pod pod) || isMirror(pod)) {
            return object;
        }
        PodSpec spec = pod.spec();
        String given = spec.serviceAccountName();
        String name = given == null || given.isEmpty() ? "default" : given;
        ServiceAccount account = required(request, name);
        PodSpecBuilder builder =
                PodSpecBuilder.of(spec).serviceAccountName(name).serviceAccount(name);
        if (spec.imagePullSecrets().isEmpty()) {
            builder.imagePullSecrets(account.imagePullSecrets());
        }
        if (mountsToken(spec, account)) {
            mount(spec, request.namespace() + "/" + name, builder);
        }
        return new Pod(pod.metadata(), builder.build(), pod.status());
    }

    private static boolean isMirror(Pod pod) {
        return pod.metadata().annotations().containsKey(MIRROR);
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (!(request.object() instanceof Pod pod)) {
            return;
        }
        if (request.creates()) {
            if (isMirror(pod)) {
                checkMirror(request, pod.spec());
                return;
            }
            String name = pod.spec().serviceAccountName();
            ServiceAccount account = required(request, name == null ? "" : name);
            if (MountableSecrets.limited(account)) {
                MountableSecrets.check(request, pod.spec(), account);
            }
        } else if (request.operation() == Operation.UPDATE
                && request.subresource().equals("ephemeralcontainers")
                && !isMirror(pod)) {
            String name = pod.spec().serviceAccountName();
            ServiceAccount account = required(request, name == null ? "" : name);
            if (MountableSecrets.limited(account)) {
                MountableSecrets.checkContainers(
                        request,
                        "ephemeral container",
                        pod.spec().ephemeralContainers().stream()
                                .map(PodContainers::plain)
                                .toList(),
                        account);
            }
        }
    }

    /** A mirror pod shows what a node runs on its own account: it may use no secrets and tokens of the cluster's. */
    private static void checkMirror(AdmissionRequest request, PodSpec spec) {
        String account = spec.serviceAccountName();
        if (account != null && !account.isEmpty()) {
            throw request.forbidden("a mirror pod may not reference service accounts");
        }
        if (PodReferences.secrets(spec)) {
            throw request.forbidden("a mirror pod may not reference secrets");
        }
        if (PodReferences.tokens(spec)) {
            throw request.forbidden("a mirror pod may not use ServiceAccountToken volume projections");
        }
    }

    private ServiceAccount required(AdmissionRequest request, String name) {
        ServiceAccount account = account(request.namespace(), name);
        if (account == null) {
            throw request.forbidden("error looking up service account " + request.namespace() + "/" + name
                    + ": serviceaccount \"" + name + "\" not found");
        }
        return account;
    }

    private static boolean mountsToken(PodSpec spec, ServiceAccount account) {
        if (spec.automountServiceAccountToken() != null) {
            return spec.automountServiceAccountToken();
        }
        return !Boolean.FALSE.equals(account.automountServiceAccountToken());
    }

    private static void mount(PodSpec spec, String account, PodSpecBuilder builder) {
        String volume = null;
        for (Volume each : spec.volumes()) {
            if (each.name().startsWith(VOLUME_PREFIX) && each.projected() != null) {
                volume = each.name();
            }
        }
        boolean present = volume != null;
        String name = volume == null ? VOLUME_PREFIX + suffix(account) : volume;
        VolumeMount mount = VolumeMountBuilder.of()
                .name(name)
                .readOnly(true)
                .mountPath(MOUNT_PATH)
                .build();
        List<Container> containers = mounted(spec.containers(), mount);
        List<Container> initContainers = mounted(spec.initContainers(), mount);
        if (containers.equals(spec.containers()) && initContainers.equals(spec.initContainers())) {
            return; // each has something else mounted there
        }
        builder.containers(containers).initContainers(initContainers);
        if (!present) {
            List<Volume> volumes = new ArrayList<>(spec.volumes());
            volumes.add(volume(name));
            builder.volumes(volumes);
        }
    }

    private static List<Container> mounted(List<Container> containers, VolumeMount mount) {
        List<Container> result = new ArrayList<>(containers.size());
        for (Container container : containers) {
            boolean taken = container.volumeMounts().stream()
                    .anyMatch(each -> each.mountPath().equals(MOUNT_PATH));
            if (taken) {
                result.add(container);
                continue;
            }
            List<VolumeMount> mounts = new ArrayList<>(container.volumeMounts());
            mounts.add(mount);
            result.add(ContainerBuilder.of(container).volumeMounts(mounts).build());
        }
        return result;
    }

    private static Volume volume(String name) {
        return VolumeBuilder.of()
                .name(name)
                .projected(new ProjectedVolumeSource(
                        List.of(
                                projection(new ServiceAccountTokenProjection(null, TOKEN_SECONDS, "token"), null, null),
                                projection(
                                        null,
                                        new ConfigMapProjection(
                                                "kube-root-ca.crt",
                                                List.of(new KeyToPath("ca.crt", "ca.crt", null)),
                                                null),
                                        null),
                                projection(
                                        null,
                                        null,
                                        new DownwardAPIProjection(List.of(new DownwardAPIVolumeFile(
                                                "namespace",
                                                new ObjectFieldSelector("v1", "metadata.namespace"),
                                                null,
                                                null))))),
                        420))
                .build();
    }

    private static VolumeProjection projection(
            @Nullable ServiceAccountTokenProjection token,
            @Nullable ConfigMapProjection configMap,
            @Nullable DownwardAPIProjection downward) {
        return new VolumeProjection(null, downward, configMap, token, null, null);
    }

    private static String suffix(String account) {
        StringBuilder suffix = new StringBuilder();
        long hash = account.hashCode() & 0xffff_ffffL;
        for (int i = 0; i < 5; i++) {
            suffix.append(ALPHABET.charAt((int) (hash % ALPHABET.length())));
            hash /= ALPHABET.length();
        }
        return suffix.toString();
    }

    private @Nullable ServiceAccount account(String namespace, String name) {
        var accounts = registries.get().registry(ServiceAccountType.KIND);
        ServiceAccount account = accounts.find(namespace, name);
        if (account != null || !name.equals("default")) {
            return account;
        }
        WatchQuery query = WatchQuery.of(ListQuery.fields("metadata.name=" + name));
        try (WatchCursor<ServiceAccount> cursor = accounts.watch(namespace, query)) {
            cursor.next(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return accounts.find(namespace, name);
    }
}
