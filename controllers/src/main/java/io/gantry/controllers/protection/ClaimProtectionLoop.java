package io.gantry.controllers.protection;

import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Volume;
import io.gantry.client.Informer;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A deleted claim stays while there is a pod on a node that uses it. */
public final class ClaimProtectionLoop {
    static final String FINALIZER = "kubernetes.io/pvc-protection";
    private static final String BY_CLAIM = "claim-protection";

    private final Context context;
    private final Informer<PersistentVolumeClaim> claims;
    private final Informer<Pod> pods;

    private ClaimProtectionLoop(Context context) {
        this.context = context;
        claims = context.informer(PersistentVolumeClaimType.KIND);
        pods = context.informer(PodType.KIND);
        pods.addIndex(
                BY_CLAIM,
                pod -> names(pod).stream()
                        .map(name -> key(pod.namespace(), name))
                        .toList());
    }

    public static Loop create(Context context) {
        var loop = new ClaimProtectionLoop(context);
        Controller controller = context.controller("persistentvolumeclaim-protection-controller", 1, loop::reconcile);
        loop.claims.addHandler((before, after) -> {
            if (after != null && Finalizers.undecided(after, FINALIZER)) {
                controller.enqueue(after);
            }
        });
        loop.pods.addHandler((before, after) -> {
            if (before != null && (after == null || !before.uid().equals(after.uid()))) {
                names(before).forEach(name -> controller.enqueue(new ObjectKey(before.namespace(), name)));
            }
        });
        return controller;
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    /** The claims that a pod uses, those that are made for it alone among them. */
    private static List<String> names(Pod pod) {
        List<String> names = new ArrayList<>();
        for (Volume volume : pod.spec().volumes()) {
            var claim = volume.persistentVolumeClaim();
            if (claim != null) {
                names.add(claim.claimName());
            } else if (volume.ephemeral() != null) {
                names.add(pod.name() + "-" + volume.name());
            }
        }
        return names;
    }

    private Outcome reconcile(ObjectKey key) {
        PersistentVolumeClaim claim = claims.reader().get(key.namespace(), key.name());
        if (claim == null || !Finalizers.undecided(claim, FINALIZER)) {
            return Outcome.DONE;
        }
        if (!Finalizers.deleting(claim)) {
            Finalizers.add(context.client(), PersistentVolumeClaimType.KIND, claim, FINALIZER);
        } else if (!used(pods.byIndex(BY_CLAIM, key(key.namespace(), key.name())), claim)
                // An informer may not know of a pod yet that holds the claim already.
                && !used(
                        context.client()
                                .list(PodType.KIND, key.namespace(), ListQuery.ALL)
                                .items(),
                        claim)) {
            Finalizers.remove(context.client(), PersistentVolumeClaimType.KIND, claim, FINALIZER);
        }
        return Outcome.DONE;
    }

    /** A pod that has no node yet does not count: no node starts one whose claim is being deleted. */
    private static boolean used(List<Pod> pods, PersistentVolumeClaim claim) {
        return pods.stream().anyMatch(pod -> {
            String node = pod.spec().nodeName();
            return node != null && !node.isEmpty() && names(pod).contains(claim.name());
        });
    }
}
