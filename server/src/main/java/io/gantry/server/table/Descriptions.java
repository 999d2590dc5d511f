package io.gantry.server.table;

import java.util.Map;

/** A sentence for each heading. */
final class Descriptions {
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("Name", "The object's name, unique within its namespace."),
            Map.entry("Age", "How long ago the object was created."),
            Map.entry("Ready", "How many are ready, of how many there should be."),
            Map.entry("Status", "The object's state in one word."),
            Map.entry("Restarts", "How many times containers were restarted, and when last."),
            Map.entry("IP", "The primary address."),
            Map.entry("Node", "The node it is bound to."),
            Map.entry("Desired", "How many there should be."),
            Map.entry("Current", "How many there are."),
            Map.entry("Up-to-date", "How many follow the newest template."),
            Map.entry("Available", "How many have been ready for long enough."),
            Map.entry("Containers", "Names of the template's containers."),
            Map.entry("Images", "Images of the template's containers."),
            Map.entry("Selector", "The labels that choose the pods."),
            Map.entry("Type", "The kind of it."),
            Map.entry("Data", "How many entries it holds."));

    private Descriptions() {}

    static String of(String column) {
        return KNOWN.getOrDefault(column, "The object's " + column.toLowerCase(java.util.Locale.ROOT) + ".");
    }
}
