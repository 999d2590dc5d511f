package io.gantry.controllers.protection;

import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;

/** A deleted volume stays while it is bound to a claim. */
public final class VolumeProtectionLoop {
    static final String FINALIZER = "kubernetes.io/pv-protection";

    private final Context context;
    private final Informer<PersistentVolume> volumes;

    private VolumeProtectionLoop(Context context) {
        this.context = context;
        volumes = context.informer(PersistentVolumeType.KIND);
    }

    public static Loop create(Context context) {
        var loop = new VolumeProtectionLoop(context);
        Controller controller = context.controller("persistentvolume-protection-controller", 1, loop::reconcile);
        loop.volumes.addHandler((before, after) -> {
            if (after != null && Finalizers.undecided(after, FINALIZER)) {
                controller.enqueue(after);
            }
        });
        return controller;
    }

    private Outcome reconcile(ObjectKey key) {
        PersistentVolume volume = volumes.reader().get("", key.name());
        if (volume == null || !Finalizers.undecided(volume, FINALIZER)) {
            return Outcome.DONE;
        }
        if (!Finalizers.deleting(volume)) {
            Finalizers.add(context.client(), PersistentVolumeType.KIND, volume, FINALIZER);
        } else if (!"Bound".equals(volume.status().phase())) {
            Finalizers.remove(context.client(), PersistentVolumeType.KIND, volume, FINALIZER);
        }
        return Outcome.DONE;
    }
}
