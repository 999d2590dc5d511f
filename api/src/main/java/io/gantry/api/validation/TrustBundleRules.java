package io.gantry.api.validation;

import io.gantry.api.certificates.v1beta1.ClusterTrustBundle;
import io.gantry.api.names.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ClusterTrustBundles: their name begins with that of the signer whose certificates they hold. */
final class TrustBundleRules {
    private static final FieldPath NAME = FieldPath.METADATA.child("name");

    private TrustBundleRules() {}

    static void create(ClusterTrustBundle bundle, FieldErrors errors) {
        String signer = text(bundle.spec().signerName());
        errors.invalid(NAME, bundle.name(), name(bundle.name(), signer));
    }

    private static List<String> name(String name, String signer) {
        if (signer.isEmpty()) {
            return name.contains(":")
                    ? List.of("ClusterTrustBundle without signer name must not have \":\" in its name")
                    : Names.dns1123Subdomain(name);
        }
        String prefix = signer.replace('/', ':') + ":";
        return name.startsWith(prefix)
                ? Names.dns1123Subdomain(name.substring(prefix.length()))
                : List.of("ClusterTrustBundle for signerName " + signer + " must be named with prefix " + prefix);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
