package io.gantry.server.custom;

import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionCondition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionStatus;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of definitions. Pure. */
final class Conditions {
    static final String NAMES_ACCEPTED = "NamesAccepted";
    static final String ESTABLISHED = "Established";
    static final String TERMINATING = "Terminating";
    static final String APPROVED = "KubernetesAPIApprovalPolicyConformant";

    private Conditions() {}

    static boolean established(CustomResourceDefinition definition) {
        return isTrue(definition.status(), ESTABLISHED);
    }

    static boolean isTrue(CustomResourceDefinitionStatus status, String type) {
        CustomResourceDefinitionCondition condition = find(status, type);
        return condition != null && condition.status().equals("True");
    }

    static @Nullable CustomResourceDefinitionCondition find(CustomResourceDefinitionStatus status, String type) {
        for (CustomResourceDefinitionCondition condition : status.conditions()) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    /** The status with this condition; the moment of its last transition moves only when it really turns. */
    static CustomResourceDefinitionStatus set(
            CustomResourceDefinitionStatus status,
            String type,
            boolean holds,
            String reason,
            String message,
            Instant now) {
        CustomResourceDefinitionCondition old = find(status, type);
        String value = holds ? "True" : "False";
        Instant since = old != null && old.status().equals(value) && old.lastTransitionTime() != null
                ? old.lastTransitionTime()
                : now.truncatedTo(ChronoUnit.SECONDS);
        var condition = new CustomResourceDefinitionCondition(type, value, since, reason, message, null);
        if (condition.equals(old)) {
            return status;
        }
        List<CustomResourceDefinitionCondition> conditions = new ArrayList<>(status.conditions());
        if (old == null) {
            conditions.add(condition);
        } else {
            conditions.set(conditions.indexOf(old), condition);
        }
        return CustomResourceDefinitionStatusBuilder.of(status)
                .conditions(conditions)
                .build();
    }
}
