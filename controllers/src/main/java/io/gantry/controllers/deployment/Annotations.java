package io.gantry.controllers.deployment;

import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.ReplicaSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The annotations by which a Deployment and its ReplicaSets remember revisions and sizes. */
final class Annotations {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    static final String MAX = "deployment.kubernetes.io/max-replicas";

    /** The API server refuses annotations beyond some size; the history is cut at its beginning. */
    private static final int HISTORY_LIMIT = 2000;

    /** What belongs to one of both only and is not handed on to the ReplicaSet. */
    private static final Set<String> OWN = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            REVISION,
            REVISION_HISTORY,
            DESIRED,
            MAX,
            "deprecated.deployment.rollback.to");

    private Annotations() {}

    /** The revision; 0 when there is none. */
    static long revision(KubeObject object) {
        return number(object, REVISION);
    }

    /** The number in an annotation; 0 when there is none. */
    static long number(KubeObject object, String key) {
        String text = object.metadata().annotations().get(key);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0; // not ours, then: as if it were not there
        }
    }

    static long maxRevision(Iterable<ReplicaSet> sets) {
        long max = 0;
        for (ReplicaSet set : sets) {
            max = Math.max(max, revision(set));
        }
        return max;
    }

    /** The annotations of the newest ReplicaSet: the Deployment's, with its revision moved to at least {@code revision}. */
    static Map<String, String> forNewest(
            Map<String, String> deployment, Map<String, String> set, long revision, boolean exists) {
        Map<String, String> result = new TreeMap<>(set);
        deployment.forEach((key, value) -> {
            if (!OWN.contains(key)) {
                result.put(key, value);
            }
        });
        String old = set.get(REVISION);
        if (old == null || parse(old) < revision) {
            result.put(REVISION, Long.toString(revision));
            if (old != null && exists) {
                String history = set.get(REVISION_HISTORY);
                String longer = history == null || history.isEmpty() ? old : history + "," + old;
                while (longer.length() > HISTORY_LIMIT && longer.indexOf(',') >= 0) {
                    longer = longer.substring(longer.indexOf(',') + 1);
                }
                result.put(REVISION_HISTORY, longer);
            }
        }
        return result;
    }

    private static long parse(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Remembers the Deployment's size, by which a later change of it is noticed and shared out. */
    static Map<String, String> withSizes(Map<String, String> set, int desired, int max) {
        Map<String, String> result = new TreeMap<>(set);
        result.put(DESIRED, Integer.toString(desired));
        result.put(MAX, Integer.toString(max));
        return result;
    }
}
