package io.gantry.server.metrics;

/** How much a request is about. */
public enum Scope {
    /** No resource at all. */
    NONE(""),
    /** One object; also one that is being created. */
    RESOURCE("resource"),
    NAMESPACE("namespace"),
    CLUSTER("cluster");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    public static Scope of(String verb, String namespace, String name) {
        if (!name.isEmpty() || verb.equals("create")) {
            return RESOURCE;
        }
        return namespace.isEmpty() ? CLUSTER : NAMESPACE;
    }

    String label() {
        return label;
    }
}
