package io.gantry.api.validation;

import io.gantry.api.certificates.v1beta1.ClusterTrustBundle;
import io.gantry.api.core.v1.ClusterTrustBundleProjection;
import io.gantry.api.core.v1.ClusterTrustBundleProjectionType;
import io.gantry.api.meta.v1.LabelSelectorType;
import io.gantry.api.names.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ClusterTrustBundles, whose name begins with that of the signer whose certificates they hold, and the volumes that show
 * them.
 */
final class TrustBundleRules {
    private static final FieldPath NAME = FieldPath.METADATA.child("name");
    private static final FieldPath SIGNER = FieldPath.SPEC.child("signerName");
    private static final FieldPath BUNDLE = FieldPath.SPEC.child("trustBundle");
    private static final int MAX_BUNDLE_BYTES = 1 << 20;
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_SIGNER = MAX_DOMAIN + 1 + 253 + 1 + 63;

    private TrustBundleRules() {}

    static void create(ClusterTrustBundle bundle, FieldErrors errors) {
        names(bundle, errors);
        certificates(bundle.spec().trustBundle(), errors);
    }

    /** Certificates that stay are not judged again. */
    static void update(ClusterTrustBundle updated, ClusterTrustBundle old, FieldErrors errors) {
        names(updated, errors);
        if (!updated.spec().trustBundle().equals(old.spec().trustBundle())) {
            certificates(updated.spec().trustBundle(), errors);
        }
    }

    private static void names(ClusterTrustBundle bundle, FieldErrors errors) {
        String signer = text(bundle.spec().signerName());
        errors.invalid(NAME, bundle.name(), name(bundle.name(), signer));
        if (!signer.isEmpty()) {
            signerName(signer, SIGNER, errors);
        }
    }

    private static void certificates(String pem, FieldErrors errors) {
        if (pem.getBytes(StandardCharsets.UTF_8).length > MAX_BUNDLE_BYTES) {
            errors.tooLong(BUNDLE, MAX_BUNDLE_BYTES);
            return;
        }
        for (String wrong : TrustAnchors.check(pem)) {
            errors.invalid(BUNDLE, "<value omitted>", wrong);
        }
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

    /** A domain and a path, such as {@code example.com/signer}. */
    static void signerName(String signer, FieldPath path, FieldErrors errors) {
        String[] segments = signer.split("/", -1);
        if (segments.length != 2) {
            errors.invalid(
                    path, signer, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }
        String domain = segments[0];
        if (domain.length() > MAX_DOMAIN) {
            errors.tooLong(path, MAX_DOMAIN);
        }
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            if (refuse(domain, label, Names.dns1123Label(label), path, errors)) {
                break;
            }
        }
        if (labels.length < 2) {
            errors.invalid(path, domain, "should be a domain with at least two segments separated by dots");
        }
        for (String label : segments[1].split("\\.", -1)) {
            if (refuse(segments[1], label, Names.dns1123Subdomain(label), path, errors)) {
                break;
            }
        }
        if (signer.length() > MAX_SIGNER) {
            errors.tooLong(path, MAX_SIGNER);
        }
    }

    private static boolean refuse(
            String segment, String label, List<String> wrong, FieldPath path, FieldErrors errors) {
        wrong.forEach(why -> errors.invalid(path, segment, "validating label \"" + label + "\": " + why));
        return !wrong.isEmpty();
    }

    /** Of one bundle, or of all that a signer has and the selector fits. */
    static void check(ClusterTrustBundleProjection source, FieldPath path, FieldErrors errors) {
        String name = source.name();
        String signer = source.signerName();
        if (name != null && signer != null) {
            errors.invalidRecord(
                    path, ClusterTrustBundleProjectionType.TYPE, source, "only one of name and signerName may be used");
        } else if (name != null) {
            named(source, name, path, errors);
        } else if (signer != null) {
            FieldPath at = path.child("signerName");
            if (signer.isEmpty()) {
                errors.required(at, "must be a valid signer name");
                errors.required(at, "");
            } else {
                signerName(signer, at, errors);
            }
            if (source.labelSelector() != null) {
                MetaV1LabelSelectorChecks.check(source.labelSelector(), path.child("labelSelector"), errors);
            }
        } else {
            errors.required(path, "either name or signerName must be specified");
        }
    }

    private static void named(ClusterTrustBundleProjection source, String name, FieldPath path, FieldErrors errors) {
        FieldPath at = path.child("name");
        if (name.isEmpty()) {
            errors.required(at, "must be a valid object name");
        }
        int colon = name.lastIndexOf(':');
        String signer = colon < 0 ? "" : name.substring(0, colon).replace(':', '/');
        for (String wrong : name(name, signer)) {
            errors.invalid(at, name, "not a valid clustertrustbundlename: " + wrong);
        }
        if (source.labelSelector() != null) {
            errors.invalidRecord(
                    path.child("labelSelector"),
                    LabelSelectorType.TYPE,
                    source.labelSelector(),
                    "labelSelector must be unset if name is specified");
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
