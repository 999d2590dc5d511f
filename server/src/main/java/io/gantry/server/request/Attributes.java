package io.gantry.server.request;

/**
 * What an authorizer is asked: may this user do this? For a request that is not about a resource, only user, verb and
 * path are given; for one that is, the path is kept as well, for audit.
 *
 * @param verb {@code get}, {@code list}, {@code watch}, {@code create}... or, for a path, the HTTP method in lower case
 * @param namespace empty for all namespaces and for cluster-scoped resources
 * @param name empty when the request is about the collection
 * @param fieldSelector as sent; empty when there is none
 */
public record Attributes(
        UserInfo user,
        String verb,
        String namespace,
        String group,
        String version,
        String resource,
        String subresource,
        String name,
        boolean resourceRequest,
        String path,
        String fieldSelector) {

    /**
     * @param nameInSelector the name that a field selector pins, or empty: a collection of one object may be allowed by
     *     that object's name
     */
    public static Attributes of(UserInfo user, RequestInfo info, String nameInSelector, String fieldSelector) {
        return new Attributes(
                user,
                info.verb(),
                info.namespace(),
                info.group(),
                info.version(),
                info.resource(),
                info.subresource(),
                info.name().isEmpty() ? nameInSelector : info.name(),
                info.resourceRequest(),
                info.path(),
                fieldSelector);
    }

    /** About one resource, whatever path it came by. */
    public static Attributes resource(
            UserInfo user,
            String verb,
            String namespace,
            String group,
            String resource,
            String subresource,
            String name) {
        return resource(user, verb, namespace, group, resource, subresource, name, "");
    }

    /** About those of a resource that a field selector leaves. */
    public static Attributes resource(
            UserInfo user,
            String verb,
            String namespace,
            String group,
            String resource,
            String subresource,
            String name,
            String fieldSelector) {
        return new Attributes(user, verb, namespace, group, "*", resource, subresource, name, true, "", fieldSelector);
    }

    public static Attributes path(UserInfo user, String verb, String path) {
        return new Attributes(user, verb, "", "", "", "", "", "", false, path, "");
    }
}
