package io.gantry.api.processor;

import java.util.Locale;

/** How generated sources spell names and texts. */
final class Names {
    private Names() {}

    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** {@code POD} of core/v1 becomes {@code CORE_V1_POD}: unique over all groups and versions. */
    static String kindConstant(String packageName, String recordName) {
        String[] parts = packageName.split("\\.");
        return (parts[parts.length - 2] + "_" + parts[parts.length - 1] + "_" + recordName).toUpperCase(Locale.ROOT);
    }

    /** {@code CoreV1ProbeChecks} for {@code io.gantry.api.core.v1.Probe}: unique over all groups and versions. */
    static String checks(String qualifiedName) {
        String[] parts = qualifiedName.split("\\.");
        return capital(parts[parts.length - 3]) + capital(parts[parts.length - 2]) + parts[parts.length - 1] + "Checks";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** {@code DNS_POLICY} for {@code dnsPolicy}: a component's name as that of a constant. */
    static String constant(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /** {@code shortName} for {@code SHORT_NAME}. */
    static String method(String constant) {
        StringBuilder name = new StringBuilder();
        for (String part : constant.toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? part : capital(part));
        }
        return name.toString();
    }
}
