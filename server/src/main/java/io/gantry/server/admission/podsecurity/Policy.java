package io.gantry.server.admission.podsecurity;

import io.gantry.server.registry.Violations;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a namespace's labels ask for: what is refused, what is noted for the audit, what is warned of. */
record Policy(Standard enforce, Standard audit, Standard warn) {
    static final String PREFIX = "pod-security.kubernetes.io/";
    static final Policy PRIVILEGED = new Policy(Standard.NONE, Standard.NONE, Standard.NONE);

    private static final int LATEST = Integer.MAX_VALUE;
    private static final Pattern VERSION = Pattern.compile("v1\\.(0|[1-9][0-9]{0,8})");

    /**
     * A level as it was in one version of Kubernetes.
     *
     * @param minor the version's second number; the greatest for the latest
     */
    record Standard(Level level, int minor) {
        static final Standard NONE = new Standard(Level.PRIVILEGED, LATEST);

        boolean restricts() {
            return level != Level.PRIVILEGED;
        }

        @Override
        public String toString() {
            return level + ":" + (minor == LATEST ? "latest" : "v1." + minor);
        }
    }

    /** What labels say. What cannot be read is refused as if most were asked for, and neither noted nor warned of. */
    static Policy of(Map<String, String> labels, Violations violations) {
        if (labels.isEmpty()) {
            return PRIVILEGED;
        }
        return new Policy(
                standard("enforce", Level.RESTRICTED, labels, violations),
                standard("audit", Level.PRIVILEGED, labels, violations),
                standard("warn", Level.PRIVILEGED, labels, violations));
    }

    private static Standard standard(String mode, Level unreadable, Map<String, String> labels, Violations violations) {
        String level = labels.get(PREFIX + mode);
        String version = labels.get(PREFIX + mode + "-version");
        if (level == null && version == null) {
            return Standard.NONE;
        }
        return new Standard(
                level(PREFIX + mode, level, unreadable, violations),
                minor(PREFIX + mode + "-version", version, violations));
    }

    private static Level level(String label, @Nullable String text, Level unreadable, Violations violations) {
        if (text == null) {
            return Level.PRIVILEGED;
        }
        for (Level level : Level.values()) {
            if (level.toString().equals(text)) {
                return level;
            }
        }
        violations.invalid("metadata.labels[" + label + "]", text, "must be one of privileged, baseline, restricted");
        return unreadable;
    }

    private static int minor(String label, @Nullable String text, Violations violations) {
        if (text == null || text.equals("latest")) {
            return LATEST;
        }
        Matcher matcher = VERSION.matcher(text);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        violations.invalid("metadata.labels[" + label + "]", text, "must be \"latest\" or \"v1.x\"");
        return LATEST;
    }
}
