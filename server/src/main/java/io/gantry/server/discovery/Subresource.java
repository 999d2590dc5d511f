package io.gantry.server.discovery;

import java.util.List;

/** A subresource as {@link io.gantry.api.Kind#subresources} writes it. */
public record Subresource(String name, String group, String version, String kind, List<String> verbs) {
    public static Subresource parse(String text) {
        String[] parts = text.split("\\|", -1);
        String[] kind = parts[1].split("/", -1);
        return new Subresource(parts[0], kind[0], kind[1], kind[2], List.of(parts[2].split(",", -1)));
    }
}
