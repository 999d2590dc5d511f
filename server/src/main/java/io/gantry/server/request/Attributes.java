package io.gantry.server.request;

import io.gantry.api.names.Names;
import io.gantry.api.select.FieldSelector;
import io.gantry.api.select.Requirement;
import java.util.List;

/**
 * What an authorizer is asked: may this user do this? For a request that is not about a resource, only user, verb and
 * path are given; for one that is, the path is kept as well, for audit.
 *
 * @param verb {@code get}, {@code list}, {@code watch}, {@code create}... or, for a path, the HTTP method in lower case
 * @param namespace empty for all namespaces and for cluster-scoped resources
 * @param name empty when the request is about the collection
 * @param fieldSelector as sent with a list, watch or deletecollection, or in an access review; empty when there is none
 * @param labelSelector the same of labels
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
        String fieldSelector,
        String labelSelector) {
    private static final String NAME = "metadata.name";

    /** @param fieldSelector as sent, here and below */
    public static Attributes of(UserInfo user, RequestInfo info, String fieldSelector, String labelSelector) {
        boolean selects = switch (info.verb()) {
            case "list", "watch", "deletecollection" -> true;
            default -> false;
        };
        String fields = selects ? fieldSelector : "";
        return new Attributes(
                user,
                info.verb(),
                info.namespace(),
                info.group(),
                info.version(),
                info.resource(),
                info.subresource(),
                info.name().isEmpty() ? selectedName(info.verb(), fields) : info.name(),
                info.resourceRequest(),
                info.path(),
                fields,
                selects ? labelSelector : "");
    }

    /** {@code metadata.name=x}: reading a collection of one object may be allowed for that object. */
    private static String selectedName(String verb, String fieldSelector) {
        if (!fieldSelector.contains(NAME) || verb.equals("deletecollection")) {
            return "";
        }
        for (FieldSelector.Term term : Selectors.fields(fieldSelector)) {
            if (term.equal()
                    && term.field().equals(NAME)
                    && Names.pathSegment(term.value()).isEmpty()) {
                return term.value();
            }
        }
        return "";
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
        return resource(user, verb, namespace, group, resource, subresource, name, "", "");
    }

    /** About those of a resource that selectors leave. */
    public static Attributes resource(
            UserInfo user,
            String verb,
            String namespace,
            String group,
            String resource,
            String subresource,
            String name,
            String fieldSelector,
            String labelSelector) {
        return new Attributes(
                user, verb, namespace, group, "*", resource, subresource, name, true, "", fieldSelector, labelSelector);
    }

    /** The same request of somebody, by another verb. */
    public Attributes as(UserInfo other, String otherVerb) {
        return new Attributes(
                other,
                otherVerb,
                namespace,
                group,
                version,
                resource,
                subresource,
                name,
                resourceRequest,
                path,
                fieldSelector,
                labelSelector);
    }

    public static Attributes path(UserInfo user, String verb, String path) {
        return new Attributes(user, verb, "", "", "", "", "", "", false, path, "", "");
    }

    /** What the field selector requires; nothing if it cannot be read. */
    public List<FieldSelector.Term> fieldRequirements() {
        return Selectors.fields(fieldSelector);
    }

    /** What the label selector requires; nothing if it cannot be read. */
    public List<Requirement> labelRequirements() {
        return Selectors.labels(labelSelector);
    }
}
