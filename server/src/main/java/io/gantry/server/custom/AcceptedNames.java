package io.gantry.server.custom;

import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionStatus;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionStatusBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that the other definitions of a group hold, and what follows for one more definition. Pure. */
final class AcceptedNames {
    private final Set<String> resources = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();

    private AcceptedNames() {}

    /** What all but this one hold in its group. */
    static AcceptedNames of(List<CustomResourceDefinition> all, CustomResourceDefinition but) {
        AcceptedNames names = new AcceptedNames();
        for (CustomResourceDefinition other : all) {
            if (!other.name().equals(but.name())
                    && other.spec().group().equals(but.spec().group())) {
                CustomResourceDefinitionNames held = other.status().acceptedNames();
                names.resources.add(held.plural());
                names.add(names.resources, held.singular());
                names.resources.addAll(held.shortNames());
                names.kinds.add(held.kind());
                names.add(names.kinds, held.listKind());
            }
        }
        names.resources.remove("");
        names.kinds.remove("");
        return names;
    }

    private void add(Set<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }

    /** The status of a definition with the names that it can have, and the conditions that follow. */
    CustomResourceDefinitionStatus statusOf(CustomResourceDefinition definition, Instant now) {
        CustomResourceDefinitionNames wanted = definition.spec().names();
        CustomResourceDefinitionNames held = definition.status().acceptedNames();
        String reason = "NoConflicts";
        String message = "no conflicts found";

        String plural = held.plural();
        if (free(wanted.plural(), held.plural(), resources)) {
            plural = wanted.plural();
        } else {
            reason = "PluralConflict";
            message = inUse(wanted.plural());
        }
        String singular = held.singular();
        if (free(wanted.singular(), held.singular(), resources)) {
            singular = wanted.singular();
        } else {
            reason = "SingularConflict";
            message = inUse(wanted.singular());
        }
        List<String> shortNames = held.shortNames();
        List<String> taken = new ArrayList<>();
        for (String name : wanted.shortNames()) {
            if (!held.shortNames().contains(name) && resources.contains(name)) {
                taken.add(inUse(name));
            }
        }
        if (taken.isEmpty()) {
            shortNames = wanted.shortNames();
        } else {
            reason = "ShortNamesConflict";
            message = taken.size() == 1 ? taken.getFirst() : "[" + String.join(", ", taken) + "]";
        }
        String kind = held.kind();
        if (free(wanted.kind(), held.kind(), kinds)) {
            kind = wanted.kind();
        } else {
            reason = "KindConflict";
            message = inUse(wanted.kind());
        }
        String listKind = held.listKind();
        if (free(wanted.listKind(), held.listKind(), kinds)) {
            listKind = wanted.listKind();
        } else {
            reason = "ListKindConflict";
            message = inUse(wanted.listKind());
        }
        boolean accepted = reason.equals("NoConflicts");
        CustomResourceDefinitionStatus status = CustomResourceDefinitionStatusBuilder.of(definition.status())
                .acceptedNames(new CustomResourceDefinitionNames(
                        plural, singular, shortNames, kind, listKind, wanted.categories()))
                .build();
        status = Conditions.set(status, Conditions.NAMES_ACCEPTED, accepted, reason, message, now);
        if (accepted) {
            status = Conditions.set(
                    status,
                    Conditions.ESTABLISHED,
                    true,
                    "InitialNamesAccepted",
                    "the initial names have been accepted",
                    now);
        } else if (!Conditions.isTrue(status, Conditions.ESTABLISHED)) {
            status = Conditions.set(
                    status, Conditions.ESTABLISHED, false, "NotAccepted", "not all names are accepted", now);
        }
        ApiApproval approval = ApiApproval.of(definition);
        return approval == null
                ? status
                : Conditions.set(
                        status, Conditions.APPROVED, approval.holds(), approval.reason(), approval.message(), now);
    }

    private static boolean free(@Nullable String wanted, @Nullable String held, Set<String> used) {
        return wanted == null || wanted.equals(held) || !used.contains(wanted);
    }

    private static String inUse(@Nullable String name) {
        return '"' + String.valueOf(name) + "\" is already in use";
    }
}
