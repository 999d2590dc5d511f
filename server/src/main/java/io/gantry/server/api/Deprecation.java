package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.server.schema.CustomVersion;
import org.jspecify.annotations.Nullable;

/**
 * That a version of a kind is not to be used any more, as Kubernetes 1.36 has it.
 *
 * @param warning what users are told
 * @param removed the release that serves it no more, such as {@code 1.39}; empty when that is not said
 */
record Deprecation(String warning, String removed) {
    /** Null for what may be used. */
    static @Nullable Deprecation of(Kind<?> kind) {
        if (kind.custom()) {
            String warning = CustomVersion.of(kind).deprecation(kind);
            return warning == null ? null : new Deprecation(warning, "");
        }
        // Most kinds are told by the last letter of their version, before any text is made.
        return kind.version().startsWith("v1") && kind.version().length() == 2 ? stable(kind) : early(kind);
    }

    private static @Nullable Deprecation stable(Kind<?> kind) {
        return switch (kind.qualifiedResource()) {
            case "endpoints" -> of(kind, "1.33", "", "discovery.k8s.io/v1 EndpointSlice");
            case "componentstatuses" -> of(kind, "1.19", "", "");
            default -> null;
        };
    }

    private static @Nullable Deprecation early(Kind<?> kind) {
        return switch (kind.version() + " " + kind.qualifiedResource()) {
            case "v1alpha1 clustertrustbundles.certificates.k8s.io" -> of(kind, "1.34", "1.37", "");
            case "v1beta1 clustertrustbundles.certificates.k8s.io" -> of(kind, "1.36", "1.39", "");
            case "v1beta1 ipaddresses.networking.k8s.io", "v1beta1 servicecidrs.networking.k8s.io" ->
                of(kind, "1.34", "1.37", "");
            case "v1beta1 volumeattributesclasses.storage.k8s.io" ->
                of(kind, "1.34", "1.37", "storage.k8s.io/v1 VolumeAttributesClass");
            case "v1alpha2 leasecandidates.coordination.k8s.io" -> of(kind, "1.35", "", "");
            case "v1beta1 leasecandidates.coordination.k8s.io" -> of(kind, "1.36", "1.39", "");
            case "v1beta1 deviceclasses.resource.k8s.io",
                    "v1beta1 resourceclaims.resource.k8s.io",
                    "v1beta1 resourceclaimtemplates.resource.k8s.io",
                    "v1beta1 resourceslices.resource.k8s.io" -> of(kind, "1.35", "1.38", "");
            case "v1beta2 deviceclasses.resource.k8s.io",
                    "v1beta2 resourceclaims.resource.k8s.io",
                    "v1beta2 resourceclaimtemplates.resource.k8s.io",
                    "v1beta2 resourceslices.resource.k8s.io" -> of(kind, "1.36", "1.39", "");
            case "v1alpha3 devicetaintrules.resource.k8s.io" -> of(kind, "1.36", "", "");
            default -> null;
        };
    }

    private static Deprecation of(Kind<?> kind, String since, String removed, String replacement) {
        String warning = kind.apiVersion() + " " + kind.name() + " is deprecated in v" + since + "+"
                + (removed.isEmpty() ? "" : ", unavailable in v" + removed + "+")
                + (replacement.isEmpty() ? "" : "; use " + replacement);
        return new Deprecation(warning, removed);
    }
}
