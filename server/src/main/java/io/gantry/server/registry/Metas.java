package io.gantry.server.registry;

import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies of objects with other metadata. */
public final class Metas {
    private Metas() {}

    /** The same object with metadata that {@code change} edited. */
    public static <T extends KubeObject> T edit(T object, UnaryOperator<ObjectMetaBuilder> change) {
        return with(
                object, change.apply(ObjectMetaBuilder.of(object.metadata())).build());
    }

    /** The same object with this metadata; the object itself when nothing changes. */
    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    public static <T extends KubeObject> T with(T object, ObjectMeta metadata) {
        return metadata.equals(object.metadata()) ? object : (T) object.withMetadata(metadata);
    }

    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    public static <T extends KubeObject> T withResourceVersion(T object, @Nullable String version) {
        ObjectMeta m = object.metadata();
        if (Objects.equals(m.resourceVersion(), version)) {
            return object;
        }
        return (T) object.withMetadata(new ObjectMeta(
                m.name(),
                m.generateName(),
                m.namespace(),
                m.selfLink(),
                m.uid(),
                version,
                m.generation(),
                m.creationTimestamp(),
                m.deletionTimestamp(),
                m.deletionGracePeriodSeconds(),
                m.labels(),
                m.annotations(),
                m.ownerReferences(),
                m.finalizers(),
                m.managedFields()));
    }

    public static boolean deleting(KubeObject object) {
        return object.metadata().deletionTimestamp() != null;
    }
}
