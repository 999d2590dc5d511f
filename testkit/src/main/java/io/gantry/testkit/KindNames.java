package io.gantry.testkit;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import java.util.Locale;

/** The kind that is meant by {@code deployment}, {@code deploy}, {@code deployments} or {@code deployments.apps}. */
final class KindNames {
    private KindNames() {}

    /** @throws IllegalArgumentException when no stored kind is called so */
    static Kind<? extends KubeObject> ofResource(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Kind<?> kind : Kinds.all()) {
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
    static Kind<? extends KubeObject> of(String apiVersion, String kind) {
        Kind<?> found = Kinds.find(apiVersion, kind);
        if (found == null || !found.verbs().contains("create")) {
            throw new IllegalArgumentException("there is no kind " + kind + " in " + apiVersion);
        }
        return stored(found);
    }

    @SuppressWarnings("unchecked") // kinds that are stored are kinds of KubeObjects
    private static Kind<? extends KubeObject> stored(Kind<?> kind) {
        return (Kind<? extends KubeObject>) kind;
    }
}
