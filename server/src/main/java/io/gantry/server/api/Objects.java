package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.schema.RecordType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the kinds of top-level records that are not {@link KubeObject}s, such as DeleteOptions. */
final class Objects {
    private static final Map<Class<?>, Kind<?>> BY_CLASS = new ConcurrentHashMap<>();

    private Objects() {}

    static Kind<?> kindOf(Object object) {
        if (object instanceof KubeObject kube) {
            return kube.kind();
        }
        return BY_CLASS.computeIfAbsent(object.getClass(), Objects::search);
    }

    private static Kind<?> search(Class<?> recordClass) {
        for (Kind<?> kind : Kinds.all()) {
            if (kind.name().equals(recordClass.getSimpleName())) {
                RecordType<?> type = kind.type();
                if (type.recordClass() == recordClass) {
                    return kind;
                }
            }
        }
        throw new IllegalArgumentException(recordClass.getName() + " is no kind");
    }
}
