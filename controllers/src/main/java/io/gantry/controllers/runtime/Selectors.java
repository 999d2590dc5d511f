package io.gantry.controllers.runtime;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.LabelSelectorRequirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Label selectors as API objects hold them. */
public final class Selectors {
    private Selectors() {}

    /** Whether a selector takes labels; an absent one takes nothing, an empty one everything. */
    public static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        return selector != null
                && matches(selector.matchLabels(), labels)
                && selector.matchExpressions().stream().allMatch(requirement -> matches(requirement, labels));
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

    private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.key());
        return switch (requirement.operator()) {
            case "In" -> value != null && requirement.values().contains(value);
            case "NotIn" -> value == null || !requirement.values().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }

    public static boolean isEmpty(@Nullable LabelSelector selector) {
        return selector == null
                || (selector.matchLabels().isEmpty()
                        && selector.matchExpressions().isEmpty());
    }
}
