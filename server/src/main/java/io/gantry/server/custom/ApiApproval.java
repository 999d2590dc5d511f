package io.gantry.server.custom;

import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Groups of the Kubernetes community need an annotation that says where their API was approved.
 *
 * @param given the annotation; empty without one
 */
record ApiApproval(boolean holds, String reason, String message, String given) {
    static final String ANNOTATION = "api-approved.kubernetes.io";
    private static final String MORE = ", see https://github.com/kubernetes/enhancements/pull/1111";

    /** Null for a group that anybody may use. */
    static @Nullable ApiApproval of(CustomResourceDefinition definition) {
        String group = definition.spec().group();
        boolean isProtected = group.equals("k8s.io")
                || group.equals("kubernetes.io")
                || group.endsWith(".k8s.io")
                || group.endsWith(".kubernetes.io");
        if (!isProtected) {
            return null;
        }
        String given = definition.metadata().annotations().get(ANNOTATION);
        if (given == null || given.isEmpty()) {
            return new ApiApproval(
                    false,
                    "MissingAnnotation",
                    "protected groups must have approval annotation \"" + ANNOTATION + "\"" + MORE,
                    "");
        }
        if (given.startsWith("unapproved")) {
            return new ApiApproval(false, "UnapprovedAnnotation", "not approved: \"" + given + "\"", given);
        }
        if (url(given)) {
            return new ApiApproval(true, "ApprovedAnnotation", "approved in " + given, given);
        }
        return new ApiApproval(
                false,
                "InvalidAnnotation",
                "protected groups must have approval annotation \"" + ANNOTATION
                        + "\" with either a URL or a reason starting with \"unapproved\"" + MORE,
                given);
    }

    private static boolean url(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
