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
}
