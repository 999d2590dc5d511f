package io.gantry.api.validation;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of iSCSI targets and initiators (RFC 3720), as far as Kubernetes reads them. */
final class IscsiNames {
    private static final Map<String, Pattern> FORMATS = Map.of(
            "iqn", Pattern.compile("iqn\\.[0-9]{4}-[0-9]{2}\\.[0-9A-Za-z.-]+:[^,;*&$|\\s]+$"),
            "eui", Pattern.compile("^eui.[0-9A-Za-z]{16}$"),
            "naa", Pattern.compile("^naa.[0-9A-Za-z]{32}$"));

    private IscsiNames() {}

    /**
     * One that is absent or empty is not judged.
     *
     * @param tellsPrefixes whether an unknown beginning has an error of its own, as it has in pods
     */
    static void check(@Nullable String name, FieldPath path, boolean tellsPrefixes, FieldErrors errors) {
        if (name == null || name.isEmpty()) {
            return;
        }
        Pattern format = FORMATS.get(name.substring(0, Math.min(3, name.length())));
        if (format == null && tellsPrefixes) {
            errors.invalid(path, name, "must be valid format starting with iqn, eui, or naa");
        } else if (format == null || !format.matcher(name).find()) {
            errors.invalid(path, name, "must be valid format");
        }
    }
}
