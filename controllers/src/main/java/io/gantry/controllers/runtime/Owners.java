package io.gantry.controllers.runtime;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Owner references. */
public final class Owners {
    private Owners() {}

    /** The reference to the one owner that controls the object. */
    public static @Nullable OwnerReference controllerOf(KubeObject object) {
        for (OwnerReference owner : object.metadata().ownerReferences()) {
            if (Boolean.TRUE.equals(owner.controller())) {
                return owner;
            }
        }
        return null;
    }

    public static boolean controlledBy(KubeObject object, KubeObject owner) {
        OwnerReference reference = controllerOf(object);
        return reference != null && reference.uid().equals(owner.uid());
    }

    /** Whether a reference is to a kind, in whatever version. */
    public static boolean refersTo(OwnerReference reference, Kind<?> kind) {
        String apiVersion = reference.apiVersion();
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return reference.kind().equals(kind.name()) && group.equals(kind.group());
    }

    /** A reference that makes {@code owner} control the object that gets it, and wait for it in a foreground deletion. */
    public static OwnerReference controller(KubeObject owner) {
        return new OwnerReference(
                owner.kind().name(), owner.name(), owner.uid(), owner.kind().apiVersion(), true, true);
    }

    public static ObjectMeta with(ObjectMeta metadata, OwnerReference owner) {
        List<OwnerReference> owners = new ArrayList<>(metadata.ownerReferences());
        owners.removeIf(other -> other.uid().equals(owner.uid()));
        owners.add(owner);
        return ObjectMetaBuilder.of(metadata).ownerReferences(owners).build();
    }

    public static ObjectMeta without(ObjectMeta metadata, String ownerUid) {
        return ObjectMetaBuilder.of(metadata)
                .ownerReferences(metadata.ownerReferences().stream()
                        .filter(owner -> !owner.uid().equals(ownerUid))
                        .toList())
                .build();
    }
}
