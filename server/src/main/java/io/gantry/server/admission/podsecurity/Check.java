package io.gantry.server.admission.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the standards, in its versions.
 *
 * @param id by which checks are ordered
 * @param versions from old to new
 * @param replaces the id of the baseline check that this one makes superfluous; empty for none
 */
record Check(String id, Level level, String replaces, List<Version> versions) {
    /** The rule since a version of Kubernetes. */
    record Version(int since, Rule rule) {}

    /** Null when a pod is all right. */
    @FunctionalInterface
    interface Rule {
        @Nullable
        Finding find(PodView pod);
    }

    static Check baseline(String id, Version... versions) {
        return new Check(id, Level.BASELINE, "", List.of(versions));
    }

    static Check restricted(String id, String replaces, Version... versions) {
        return new Check(id, Level.RESTRICTED, replaces, List.of(versions));
    }

    static Version since(int minor, Rule rule) {
        return new Version(minor, rule);
    }

    /** The rule as it was in a version; null when there was none. */
    @Nullable
    Rule in(int minor) {
        Rule rule = null;
        for (Version version : versions) {
            if (version.since <= minor) {
                rule = version.rule;
            }
        }
        return rule;
    }
}
