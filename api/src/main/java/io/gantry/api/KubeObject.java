package io.gantry.api;

import io.gantry.api.meta.v1.ObjectMeta;

/** An API object that is stored under a name: any built-in kind, or a custom resource. Immutable. */
public interface KubeObject {
    /** What kind of object this is. */
    Kind<?> kind();

    ObjectMeta metadata();

    /** The same object with other metadata. */
    KubeObject withMetadata(ObjectMeta metadata);

    /** The object's name; empty when it has none yet. */
    default String name() {
        String name = metadata().name();
        return name == null ? "" : name;
    }

    /** The object's namespace; empty for a cluster-scoped object. */
    default String namespace() {
        String namespace = metadata().namespace();
        return namespace == null ? "" : namespace;
    }

    /** The object's unique id; empty when it has none yet. */
    default String uid() {
        String uid = metadata().uid();
        return uid == null ? "" : uid;
    }

    /** The revision that the object was read at; empty when it was never stored. */
    default String resourceVersion() {
        String version = metadata().resourceVersion();
        return version == null ? "" : version;
    }
}
