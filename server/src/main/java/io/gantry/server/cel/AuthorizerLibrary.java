package io.gantry.server.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.gantry.api.names.Names;
import io.gantry.server.cel.Authorizations.Access;
import io.gantry.server.cel.Authorizations.GroupCheck;
import io.gantry.server.cel.Authorizations.PathCheck;
import io.gantry.server.cel.Authorizations.ResourceCheck;
import io.gantry.server.cel.FunctionSet.Parameter;
import io.gantry.server.request.Decision;

/** What the variable {@code authorizer} can be asked: {@code k8s.io/apiserver/pkg/cel/library/authz.go}. Immutable. */
final class AuthorizerLibrary extends FunctionLibrary {
    static final CelType AUTHORIZER = OpaqueType.create("kubernetes.authorization.Authorizer");
    static final CelType RESOURCE_CHECK = OpaqueType.create("kubernetes.authorization.ResourceCheck");
    private static final CelType PATH_CHECK = OpaqueType.create("kubernetes.authorization.PathCheck");
    private static final CelType GROUP_CHECK = OpaqueType.create("kubernetes.authorization.GroupCheck");
    private static final CelType DECISION = OpaqueType.create("kubernetes.authorization.Decision");

    private static final Parameter AN_AUTHORIZER = new Parameter(AUTHORIZER, Access.class);
    private static final Parameter A_PATH_CHECK = new Parameter(PATH_CHECK, PathCheck.class);
    private static final Parameter A_GROUP_CHECK = new Parameter(GROUP_CHECK, GroupCheck.class);
    private static final Parameter A_RESOURCE_CHECK = new Parameter(RESOURCE_CHECK, ResourceCheck.class);
    private static final Parameter A_DECISION = new Parameter(DECISION, Decision.class);
    private static final Parameter A_STRING = KubernetesTypes.A_STRING;

    AuthorizerLibrary() {
        checks();
        resources();
        decisions();
    }

    private static String notBlank(Object text, String what) {
        if (((String) text).isBlank()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return (String) text;
    }

    private void checks() {
        functions.member(
                "path", PATH_CHECK, a -> new PathCheck((Access) a[0], notBlank(a[1], "path")), AN_AUTHORIZER, A_STRING);
        functions.member(
                "group", GROUP_CHECK, a -> new GroupCheck((Access) a[0], (String) a[1]), AN_AUTHORIZER, A_STRING);
        functions.member(
                "serviceAccount",
                AUTHORIZER,
                a -> {
                    if (!Names.dns1123Subdomain((String) a[2]).isEmpty()) {
                        throw new IllegalArgumentException("Invalid service account name");
                    }
                    if (!Names.dns1123Label((String) a[1]).isEmpty()) {
                        throw new IllegalArgumentException("Invalid service account namespace");
                    }
                    return ((Access) a[0]).serviceAccount((String) a[1], (String) a[2]);
                },
                AN_AUTHORIZER,
                A_STRING,
                A_STRING);
        functions.member("check", DECISION, a -> ((PathCheck) a[0]).decide((String) a[1]), A_PATH_CHECK, A_STRING);
        functions.member(
                "check", DECISION, a -> ((ResourceCheck) a[0]).decide((String) a[1]), A_RESOURCE_CHECK, A_STRING);
    }

    /** One step on the way to a question about a resource. */
    private interface Step {
        ResourceCheck with(ResourceCheck check, String text);
    }

    private void resources() {
        functions.member(
                "resource",
                RESOURCE_CHECK,
                a -> ((GroupCheck) a[0]).resource(notBlank(a[1], "resource")),
                A_GROUP_CHECK,
                A_STRING);
        step("subresource", ResourceCheck::withSubresource);
        step("namespace", ResourceCheck::withNamespace);
        step("name", ResourceCheck::withName);
        step("fieldSelector", ResourceCheck::withFieldSelector);
        step("labelSelector", ResourceCheck::withLabelSelector);
    }

    private void step(String name, Step step) {
        functions.member(
                name, RESOURCE_CHECK, a -> step.with((ResourceCheck) a[0], (String) a[1]), A_RESOURCE_CHECK, A_STRING);
    }

    private void decisions() {
        functions.member("allowed", SimpleType.BOOL, a -> ((Decision) a[0]).allowed(), A_DECISION);
        functions.member("reason", SimpleType.STRING, a -> ((Decision) a[0]).reason(), A_DECISION);
        // An authorizer that answers from memory always comes to a decision.
        functions.member("errored", SimpleType.BOOL, a -> false, A_DECISION);
        functions.member("error", SimpleType.STRING, a -> "", A_DECISION);
    }
}
