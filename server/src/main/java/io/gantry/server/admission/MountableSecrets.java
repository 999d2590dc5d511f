package io.gantry.server.admission;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EnvFromSource;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.LocalObjectReference;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.SecretVolumeSource;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.Volume;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The old rule that a service account may be annotated with ({@value #ENFORCE}): its pods use only the secrets that it
 * names.
 */
final class MountableSecrets {
    static final String ENFORCE = "kubernetes.io/enforce-mountable-secrets";

    private MountableSecrets() {}

    static boolean limited(ServiceAccount account) {
        String value = account.metadata().annotations().get(ENFORCE);
        return value != null && (value.equals("1") || value.equalsIgnoreCase("t") || value.equalsIgnoreCase("true"));
    }

    static void check(AdmissionRequest request, PodSpec spec, ServiceAccount account) {
        for (Volume volume : spec.volumes()) {
            SecretVolumeSource secret = volume.secret();
            if (secret != null && !names(account, secret.secretName())) {
                throw request.forbidden("volume with secret.secretName=\"" + secret.secretName()
                        + "\" is not allowed because service account " + account.name()
                        + " does not reference that secret");
            }
        }
        checkContainers(request, "init container", spec.initContainers(), account);
        checkContainers(request, "container", spec.containers(), account);
        for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
            LocalObjectReference reference = spec.imagePullSecrets().get(i);
            if (!account.imagePullSecrets().contains(reference)) {
                throw request.forbidden("imagePullSecrets[" + i + "].name=\"" + reference.name()
                        + "\" is not allowed because service account " + account.name()
                        + " does not reference that imagePullSecret");
            }
        }
    }

    static void checkContainers(
            AdmissionRequest request, String sort, List<Container> containers, ServiceAccount account) {
        for (Container container : containers) {
            for (EnvVar variable : container.env()) {
                var from = variable.valueFrom();
                var key = from == null ? null : from.secretKeyRef();
                if (key != null && !names(account, key.name())) {
                    throw request.forbidden(sort + " " + container.name() + " with envVar " + variable.name()
                            + " referencing secret.secretName=\"" + key.name()
                            + "\" is not allowed because service account " + account.name()
                            + " does not reference that secret");
                }
            }
            for (EnvFromSource source : container.envFrom()) {
                var secret = source.secretRef();
                if (secret != null && !names(account, secret.name())) {
                    throw request.forbidden(sort + " " + container.name()
                            + " with envFrom referencing secret.secretName=\"" + secret.name()
                            + "\" is not allowed because service account " + account.name()
                            + " does not reference that secret");
                }
            }
        }
    }

    private static boolean names(ServiceAccount account, @Nullable String secret) {
        for (ObjectReference reference : account.secrets()) {
            if (Objects.equals(reference.name(), secret)) {
                return true;
            }
        }
        return false;
    }
}
