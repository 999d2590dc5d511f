package io.gantry.controllers.protection;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import java.util.ArrayList;
import java.util.List;

/** Puts a finalizer on an object that is in use, or may come to be, and takes it off one that is not. */
final class Finalizers {
    private Finalizers() {}

    static boolean deleting(KubeObject object) {
        return object.metadata().deletionTimestamp() != null;
    }

    /** Whether there is something to decide: it goes and is held, or stays and is not held. */
    static boolean undecided(KubeObject object, String finalizer) {
        return deleting(object) == object.metadata().finalizers().contains(finalizer);
    }

    static <T extends KubeObject> void add(Client client, Kind<T> kind, T object, String finalizer) {
        List<String> finalizers = new ArrayList<>(object.metadata().finalizers());
        finalizers.add(finalizer);
        write(client, kind, object, finalizers);
    }

    static <T extends KubeObject> void remove(Client client, Kind<T> kind, T object, String finalizer) {
        List<String> finalizers = new ArrayList<>(object.metadata().finalizers());
        finalizers.remove(finalizer);
        write(client, kind, object, finalizers);
    }

    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    private static <T extends KubeObject> void write(Client client, Kind<T> kind, T object, List<String> finalizers) {
        T next = (T) object.withMetadata(
                ObjectMetaBuilder.of(object.metadata()).finalizers(finalizers).build());
        try {
            client.update(kind, next, WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
