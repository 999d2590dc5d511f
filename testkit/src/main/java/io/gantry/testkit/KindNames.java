package io.gantry.testkit;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The kind that is meant by {@code deployment}, {@code deploy}, {@code deployments} or {@code deployments.apps}. */
final class KindNames {
    private final Supplier<List<Kind<?>>> kinds;

    /** @param kinds that are served; asked again each time, since they may grow */
    KindNames(Supplier<List<Kind<?>>> kinds) {
        this.kinds = kinds;
    }

    /** @throws IllegalArgumentException when no stored kind is called so */
    Kind<? extends KubeObject> ofResource(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Kind<?> kind : kinds.get()) {
            boolean meant = kind.plural().equals(wanted)
                    || kind.singular().equals(wanted)
                    || kind.shortNames().contains(wanted)
                    || kind.qualifiedResource().equals(wanted);
            if (meant && kind.verbs().contains("watch")) {
                return stored(kind);
            }
        }
        throw new IllegalArgumentException("there is no kind that is called '" + name + "'");
    }

    /** @throws IllegalArgumentException when there is no such kind */
    Kind<? extends KubeObject> of(String apiVersion, String name) {
        for (Kind<?> kind : kinds.get()) {
            if (kind.name().equals(name)
                    && kind.apiVersion().equals(apiVersion)
                    && kind.verbs().contains("create")) {
                return stored(kind);
            }
        }
        throw new IllegalArgumentException("there is no kind " + name + " in " + apiVersion);
    }

    @SuppressWarnings("unchecked") // kinds that are stored are kinds of KubeObjects
    private static Kind<? extends KubeObject> stored(Kind<?> kind) {
        return (Kind<? extends KubeObject>) kind;
    }
}
