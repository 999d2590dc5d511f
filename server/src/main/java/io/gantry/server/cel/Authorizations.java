package io.gantry.server.cel;

import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;

/** The values behind the variable {@code authorizer}: questions in the making. All immutable. */
public final class Authorizations {
    private Authorizations() {}

    /** The value of {@code authorizer}. */
    public static Object of(UserInfo user, Authorizer authorizer) {
        return new Access(user, authorizer);
    }

    /** The value of {@code authorizer.requestResource}. */
    public static Object ofResource(
            UserInfo user,
            Authorizer authorizer,
            String group,
            String resource,
            String subresource,
            String namespace,
            String name) {
        return new ResourceCheck(new Access(user, authorizer), group, resource, subresource, namespace, name, "", "");
    }

    /** What one user may do. */
    record Access(UserInfo user, Authorizer authorizer) {
        Access serviceAccount(String namespace, String name) {
            return new Access(UserInfo.serviceAccount(namespace, name, ""), authorizer);
        }
    }

    /** About a path of the API. */
    record PathCheck(Access access, String path) {
        Decision decide(String verb) {
            return access.authorizer().authorize(Attributes.path(access.user(), verb, path));
        }
    }

    /** About an API group. */
    record GroupCheck(Access access, String group) {
        ResourceCheck resource(String resource) {
            return new ResourceCheck(access, group, resource, "", "", "", "", "");
        }
    }

    /** About a resource. */
    record ResourceCheck(
            Access access,
            String group,
            String resource,
            String subresource,
            String namespace,
            String name,
            String fieldSelector,
            String labelSelector) {
        ResourceCheck withSubresource(String given) {
            return new ResourceCheck(access, group, resource, given, namespace, name, fieldSelector, labelSelector);
        }

        ResourceCheck withNamespace(String given) {
            return new ResourceCheck(access, group, resource, subresource, given, name, fieldSelector, labelSelector);
        }

        ResourceCheck withName(String given) {
            return new ResourceCheck(
                    access, group, resource, subresource, namespace, given, fieldSelector, labelSelector);
        }

        ResourceCheck withFieldSelector(String given) {
            return new ResourceCheck(access, group, resource, subresource, namespace, name, given, labelSelector);
        }

        ResourceCheck withLabelSelector(String given) {
            return new ResourceCheck(access, group, resource, subresource, namespace, name, fieldSelector, given);
        }

        Decision decide(String verb) {
            return access.authorizer()
                    .authorize(Attributes.resource(
                            access.user(),
                            verb,
                            namespace,
                            group,
                            resource,
                            subresource,
                            name,
                            fieldSelector,
                            labelSelector));
        }
    }
}
