package io.gantry.server.admission;

import io.gantry.api.authentication.v1.BoundObjectReference;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.storage.v1.CSIDriver;
import io.gantry.api.storage.v1.CSIDriverType;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code NodeRestriction} lets a node have tokens of service accounts for: pods that are bound to it, and audiences that
 * such a pod's volumes name. For others the node needs a right of its own.
 */
final class NodeTokens {
    private static final String VERB = "request-serviceaccounts-token-audience";

    private final Supplier<Registries> registries;
    private final Supplier<? extends Authorizer> authorizer;

    NodeTokens(Supplier<Registries> registries, Supplier<? extends Authorizer> authorizer) {
        this.registries = registries;
        this.authorizer = authorizer;
    }

    void check(String node, AdmissionRequest request) {
        if (!request.subresource().equals("token") || !(request.object() instanceof TokenRequest asked)) {
            return;
        }
        BoundObjectReference bound = asked.spec().boundObjectRef();
        String name = bound == null ? null : bound.name();
        if (bound == null
                || name == null
                || name.isEmpty()
                || !"v1".equals(bound.apiVersion())
                || !"Pod".equals(bound.kind())) {
            throw request.forbidden("node requested token not bound to a pod");
        }
        String uid = bound.uid();
        if (uid == null || uid.isEmpty()) {
            throw request.forbidden("node requested token with a pod binding without a uid");
        }
        Pod pod = registries.get().registry(PodType.KIND).get(request.namespace(), name);
        if (!uid.equals(pod.uid())) {
            throw request.forbidden("the UID in the bound object reference (" + uid + ") does not match the UID in "
                    + "record. The object might have been deleted and then recreated");
        }
        if (!NodePods.on(node, pod)) {
            throw request.forbidden("node requested token bound to a pod scheduled on a different node");
        }
        audience(asked.spec().audiences(), pod, request);
    }

    private void audience(List<String> audiences, Pod pod, AdmissionRequest request) {
        if (audiences.size() > 1) {
            throw request.forbidden("node may only request 0 or 1 audiences");
        }
        String audience = audiences.isEmpty() ? "" : audiences.getFirst();
        for (Volume volume : pod.spec().volumes()) {
            if (projects(volume, audience) || driverAsks(driver(pod, volume), audience)) {
                return;
            }
        }
        Attributes asked =
                Attributes.resource(request.user(), VERB, request.namespace(), "", audience, "", request.name());
        if (!authorizer.get().authorize(asked).allowed()) {
            throw request.forbidden("audience \"" + audience + "\" not found in pod spec volume, "
                    + request.user().name() + " is not authorized to request tokens for this audience");
        }
    }

    private static boolean projects(Volume volume, String audience) {
        return volume.projected() != null
                && volume.projected().sources().stream()
                        .anyMatch(source -> source.serviceAccountToken() != null
                                && audience.equals(Objects.requireNonNullElse(
                                        source.serviceAccountToken().audience(), "")));
    }

    /** The CSI driver behind a volume; null when it has none or it is not known yet. */
    private @Nullable String driver(Pod pod, Volume volume) {
        if (volume.ephemeral() != null) {
            return driverOfClaim(pod.namespace(), pod.name() + "-" + volume.name());
        }
        if (volume.persistentVolumeClaim() != null) {
            return driverOfClaim(pod.namespace(), volume.persistentVolumeClaim().claimName());
        }
        return volume.csi() == null ? null : volume.csi().driver();
    }

    private @Nullable String driverOfClaim(String namespace, String name) {
        PersistentVolumeClaim claim =
                registries.get().registry(PersistentVolumeClaimType.KIND).find(namespace, name);
        String bound = claim == null ? null : claim.spec().volumeName();
        if (bound == null || bound.isEmpty()) {
            return null;
        }
        PersistentVolume volume =
                registries.get().registry(PersistentVolumeType.KIND).find("", bound);
        return volume == null || volume.spec().csi() == null
                ? null
                : volume.spec().csi().driver();
    }

    private boolean driverAsks(@Nullable String name, String audience) {
        CSIDriver driver = name == null
                ? null
                : registries.get().registry(CSIDriverType.KIND).find("", name);
        return driver != null
                && driver.spec().tokenRequests().stream()
                        .anyMatch(token -> audience.equals(Objects.requireNonNullElse(token.audience(), "")));
    }
}
