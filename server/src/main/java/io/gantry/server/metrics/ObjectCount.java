package io.gantry.server.metrics;

/** How many objects of a resource are stored. */
public record ObjectCount(String group, String resource, long count) {
    /** As in {@code deployments.apps}. */
    String qualified() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
