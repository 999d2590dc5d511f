package io.gantry.testkit.coverage;

import io.gantry.api.codec.Tree;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A resource or subresource as discovery names it.
 *
 * @param groupVersion {@code v1} or {@code apps/v1}
 * @param name such as {@code pods} or {@code pods/status}
 * @param kind of what it takes and answers, with group and version where they are not the resource's
 * @param verbs in the order of the alphabet
 */
record Served(String groupVersion, String name, String kind, boolean namespaced, List<String> verbs) {
    private static final List<String> ALL =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    Served {
        verbs = List.copyOf(new TreeSet<>(verbs));
    }

    boolean isSubresource() {
        return name.indexOf('/') > 0;
    }

    /** {@code pods} of {@code pods/status}. */
    String resource() {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** {@code status} of {@code pods/status}. */
    String subresource() {
        return name.substring(name.indexOf('/') + 1);
    }

    String group() {
        int slash = groupVersion.indexOf('/');
        return slash < 0 ? "" : groupVersion.substring(0, slash);
    }

    String version() {
        return groupVersion.substring(groupVersion.indexOf('/') + 1);
    }

    /** Objects of it are kept, and so can be read again and watched. */
    boolean isStored() {
        return verbs.contains("watch");
    }

    /** The path of its objects, in a namespace where they have one. */
    String collection(String namespace) {
        return (group().isEmpty() ? "/api/" : "/apis/") + groupVersion + (namespaced ? "/namespaces/" + namespace : "")
                + "/" + resource();
    }

    /** As in the resource {@code kubernetes-1.36-resources.txt}. */
    String line() {
        return String.join(
                " ",
                groupVersion,
                name,
                kind,
                namespaced ? "namespaced" : "cluster",
                verbs.equals(ALL) ? "all" : String.join(",", verbs));
    }

    static Served parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 5) {
            throw new IllegalArgumentException("must be five words: " + line);
        }
        List<String> verbs = words[4].equals("all") ? ALL : List.of(words[4].split(",", -1));
        return new Served(words[0], words[1], words[2], words[3].equals("namespaced"), verbs);
    }

    /** What Kubernetes 1.36 serves. */
    static List<Served> byKubernetes() {
        return Resources.lines("kubernetes-1.36-resources.txt").stream()
                .map(Served::parse)
                .toList();
    }

    /** What a running server says that it serves, group by group, as a client without aggregated discovery asks. */
    static List<Served> by(Endpoint endpoint) {
        List<String> versions = new ArrayList<>(List.of("v1"));
        for (Object group : list(tree(endpoint, "/apis"), "groups")) {
            for (Object version : list(Tree.object(group), "versions")) {
                versions.add((String) Tree.object(version).get("groupVersion"));
            }
        }
        List<Served> served = new ArrayList<>();
        for (String version : versions) {
            String path = (version.equals("v1") ? "/api/" : "/apis/") + version;
            for (Object resource : list(tree(endpoint, path), "resources")) {
                served.add(of(version, Tree.object(resource)));
            }
        }
        return List.copyOf(served);
    }

    private static Served of(String groupVersion, Map<String, Object> resource) {
        String group = (String) resource.getOrDefault("group", "");
        String version = (String) resource.getOrDefault("version", "");
        String own = version.isEmpty() ? groupVersion : group.isEmpty() ? version : group + "/" + version;
        String kind = (String) resource.get("kind");
        return new Served(
                groupVersion,
                (String) resource.get("name"),
                own.equals(groupVersion) ? kind : own + "/" + kind,
                Boolean.TRUE.equals(resource.get("namespaced")),
                list(resource, "verbs").stream().map(String::valueOf).toList());
    }

    private static Map<String, Object> tree(Endpoint endpoint, String path) {
        Answer answer = endpoint.get(path, Form.JSON.mediaType());
        if (answer.code() != 200) {
            throw new AssertionError(path + " answers " + answer.code() + ": " + answer.text());
        }
        return Form.JSON.tree(answer.body());
    }

    private static List<?> list(Map<String, Object> tree, String field) {
        return tree.get(field) instanceof List<?> list ? list : List.of();
    }
}
