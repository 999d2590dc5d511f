package io.gantry.testkit.coverage;

/** CustomResourceDefinitions {@code things.GROUP.example.com}, each test's in a group of its own. */
final class Definitions {
    static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /** A schema that says nothing but that there may be anything. */
    static final String ANYTHING = "{type: object, x-kubernetes-preserve-unknown-fields: true}";

    private Definitions() {}

    /** A definition whose versions all keep what they do not know; waits until it is served. */
    static String create(Api api, String group, String... versions) {
        StringBuilder list = new StringBuilder();
        for (String version : versions) {
            list.append(list.isEmpty() ? "" : ", ").append(version(version, true, list.isEmpty(), ANYTHING));
        }
        return of(api, group, "[" + list + "]");
    }

    /** A version of a definition. */
    static String version(String name, boolean served, boolean storage, String schema) {
        return "{name: " + name + ", served: " + served + ", storage: " + storage + ", schema: {openAPIV3Schema: "
                + schema + "}}";
    }

    /** A definition with one version {@code v1} of this schema; waits until it is served. */
    static String withSchema(Api api, String group, String schema) {
        return of(api, group, "[" + version("v1", true, true, schema) + "]");
    }

    /** Creates a definition with these versions, waits until it is served, and returns its path. */
    static String of(Api api, String group, String versions) {
        api.create(PATH, """
                metadata: {name: things.GROUP.example.com}
                spec:
                  group: GROUP.example.com
                  scope: Namespaced
                  names: {plural: things, singular: thing, kind: Thing, listKind: ThingList}
                  versions: VERSIONS
                """.replace("GROUP", group).replace("VERSIONS", versions));
        String path = PATH + "/things." + group + ".example.com";
        api.until(
                path,
                definition -> Trees.list(definition, "status.conditions").stream()
                        .anyMatch(condition -> Trees.text(condition, "type").equals("Established")
                                && Trees.text(condition, "status").equals("True")));
        return path;
    }

    /** The path of the things of a group. */
    static String things(Api api, String group) {
        return api.path(group + ".example.com/v1/things");
    }
}
