package io.gantry.controllers.runtime;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds whose objects are stored, listed, watched and deleted: each once, in its newest stable version. */
public final class DeletableKinds {
    private DeletableKinds() {}

    public static List<Kind<?>> builtin() {
        Map<String, Kind<?>> newest = new HashMap<>();
        for (Kind<?> kind : Kinds.all()) {
            if (kind.version().matches("v\\d+")
                    && kind.verbs().containsAll(List.of("delete", "list", "watch", "update"))
                    && !event(kind)) {
                newest.merge(
                        kind.qualifiedResource(), kind, (one, other) -> number(one) >= number(other) ? one : other);
            }
        }
        return newest.values().stream()
                .sorted(java.util.Comparator.comparing(Kind::qualifiedResource))
                .toList();
    }

    /** Events are many, own nothing, belong to nobody, and end by themselves. events.k8s.io holds the same objects again. */
    private static boolean event(Kind<?> kind) {
        return kind.plural().equals("events");
    }

    private static int number(Kind<?> kind) {
        return Integer.parseInt(kind.version().substring(1));
    }
}
