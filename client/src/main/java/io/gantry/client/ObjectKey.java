package io.gantry.client;

import io.gantry.api.KubeObject;

/**
 * What tells the objects of one kind apart.
 *
 * @param namespace empty for a cluster-scoped object
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
    public static ObjectKey of(KubeObject object) {
        return new ObjectKey(object.namespace(), object.name());
    }

    @Override
    public int compareTo(ObjectKey other) {
        int order = namespace.compareTo(other.namespace);
        return order != 0 ? order : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
