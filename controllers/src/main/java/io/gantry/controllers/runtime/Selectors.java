package io.gantry.controllers.runtime;

import io.gantry.api.meta.v1.LabelSelector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Label selectors as API objects hold them. */
public final class Selectors {
    private Selectors() {}

    /** Whether a selector takes labels; an absent one takes nothing, an empty one everything. */
    public static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return false;
        }
        return selector.matchExpressions().isEmpty()
                ? matches(selector.matchLabels(), labels) // nearly all; spares building the general form
                : io.gantry.api.select.LabelSelector.of(selector).matches(labels);
    }

    /** Whether all of {@code wanted} is among the labels. */
    public static boolean matches(Map<String, String> wanted, Map<String, String> labels) {
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            if (!entry.getValue().equals(labels.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    public static boolean isEmpty(@Nullable LabelSelector selector) {
        return selector == null
                || (selector.matchLabels().isEmpty()
                        && selector.matchExpressions().isEmpty());
    }
}
