package io.gantry.api;

import io.gantry.api.meta.v1.ObjectMeta;

/** An API object that is stored under a name: any built-in kind, or a custom resource. Immutable. */
public interface KubeObject {
    /** What kind of object this is. */
    Kind<?> kind();

    ObjectMeta metadata();

    /** The same object with other metadata. */
    KubeObject withMetadata(ObjectMeta metadata);
}
