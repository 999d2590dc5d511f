package io.gantry.server.table;

import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts that several tables show. */
final class Cells {
    static final String NONE = "<none>";
    static final String UNKNOWN = "<unknown>";
    static final String UNSET = "<unset>";

    private Cells() {}

    static String age(KubeObject object, Instant now) {
        return since(object.metadata().creationTimestamp(), now);
    }

    static String since(@Nullable Instant then, Instant now) {
        return then == null ? UNKNOWN : human(Duration.between(then, now));
    }

    /**
     * The two largest units that matter, as {@code HumanDuration} of apimachinery: {@code 95s}, {@code 5m3s}, {@code
     * 3h12m}, {@code 36h}, {@code 3d4h}, {@code 9d}, {@code 2y40d}, {@code 9y}.
     */
    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return seconds % 60 == 0 ? minutes + "m" : minutes + "m" + seconds % 60 + "s";
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = seconds / 3600;
        if (hours < 8) {
            return minutes % 60 == 0 ? hours + "h" : hours + "h" + minutes % 60 + "m";
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 24 * 8) {
            return hours % 24 == 0 ? hours / 24 + "d" : hours / 24 + "d" + hours % 24 + "h";
        }
        if (hours < 24 * 365 * 2) {
            return hours / 24 + "d";
        }
        long days = hours / 24;
        if (hours < 24 * 365 * 8) {
            return days % 365 == 0 ? days / 365 + "y" : days / 365 + "y" + days % 365 + "d";
        }
        return days / 365 + "y";
    }

    static String text(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }

    static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    static String join(List<String> parts) {
        return parts.isEmpty() ? NONE : String.join(",", parts);
    }

    static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? NONE
                : labels.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
    }

    static String selector(@Nullable LabelSelector selector) {
        if (selector == null) {
            return NONE;
        }
        String text = io.gantry.api.select.LabelSelector.of(selector).toString();
        return text.isEmpty() ? NONE : text;
    }
}
