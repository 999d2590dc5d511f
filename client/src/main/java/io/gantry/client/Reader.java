package io.gantry.client;

import io.gantry.api.KubeObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the objects of one kind as of now. Thread-safe; never blocks. What it returns is immutable and shared. */
public interface Reader<T extends KubeObject> {
    @Nullable
    T get(String namespace, String name);

    /** All objects of a namespace, in the order of their names; an empty namespace means all namespaces. */
    List<T> list(String namespace);
}
