package io.gantry.server.admission.podsecurity;

import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/**
 * What a check has against a pod, in Kubernetes' words.
 *
 * @param detail where it is
 */
record Finding(String reason, String detail) {
    static final List<Finding> NONE = List.of();

    /** All findings with their details. */
    static String details(List<Finding> findings) {
        StringJoiner joiner = new StringJoiner(", ");
        for (Finding finding : findings) {
            joiner.add(finding.reason + " (" + finding.detail + ")");
        }
        return joiner.toString();
    }

    /** What is wrong, without where. */
    static String reasons(List<Finding> findings) {
        StringJoiner joiner = new StringJoiner(", ");
        findings.forEach(finding -> joiner.add(finding.reason));
        return joiner.toString();
    }

    static String quoted(Collection<String> items) {
        StringJoiner joiner = new StringJoiner("\", \"", "\"", "\"");
        items.forEach(joiner::add);
        return joiner.toString();
    }

    static String counted(Collection<?> items, String one, String several) {
        return items.size() == 1 ? one : several;
    }

    /** {@code container "a"} or {@code containers "a", "b"}. */
    static String containers(Collection<String> names) {
        return counted(names, "container", "containers") + " " + quoted(names);
    }

    /** Who set something: the pod, or its containers, or both. */
    static String setters(boolean pod, Collection<String> containers) {
        return pod ? containers.isEmpty() ? "pod" : "pod and " + containers(containers) : containers(containers);
    }
}
