package io.gantry.api.validation;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Conditions of the common type, in whatever status they stand. */
final class ConditionRules {
    private static final int MAX_REASON = 1024;
    private static final int MAX_MESSAGE = 32 * 1024;
    private static final String REASON = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
    private static final Pattern REASON_FORM = Pattern.compile(REASON);
    private static final List<String> STATUSES = List.of("False", "True", "Unknown");

    private ConditionRules() {}

    static void check(List<Condition> conditions, FieldPath path, FieldErrors errors) {
        Set<String> types = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            FieldPath at = path.index(i);
            if (!types.add(condition.type())) {
                errors.duplicate(at.child("type"), condition.type());
            }
            errors.invalid(at.child("type"), condition.type(), Names.qualifiedName(condition.type()));
            errors.optionalOneOf(at.child("status"), condition.status(), STATUSES);
            Long generation = condition.observedGeneration();
            if (generation != null && generation < 0) {
                errors.invalid(at.child("observedGeneration"), generation, "must be greater than or equal to zero");
            }
            if (condition.lastTransitionTime() == null) {
                errors.required(at.child("lastTransitionTime"), "must be set");
            }
            reason(condition.reason(), at.child("reason"), errors);
            if (MetadataRules.utf8Length(condition.message()) > MAX_MESSAGE) {
                errors.tooLong(at.child("message"), MAX_MESSAGE);
            }
        }
    }

    private static void reason(String reason, FieldPath path, FieldErrors errors) {
        if (reason.isEmpty()) {
            errors.required(path, "must be set");
            return;
        }
        if (!REASON_FORM.matcher(reason).matches()) {
            errors.invalid(
                    path,
                    reason,
                    "a condition reason must start with alphabetic character, optionally followed by a string of"
                            + " alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'"
                            + " (e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or"
                            + " 'ReasonA:ReasonB', regex used for validation is '" + REASON + "')");
        }
        if (MetadataRules.utf8Length(reason) > MAX_REASON) {
            errors.tooLong(path, MAX_REASON);
        }
    }
}
