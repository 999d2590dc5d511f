package io.gantry.api.processor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which records have anything to check, in themselves or in what they hold. Immutable. */
final class CheckedRecords {
    private static final String STATUS = "status";

    private final Set<String> checked = new HashSet<>();

    CheckedRecords(List<Record> records) {
        // Records hold each other, also in circles: what is found in one round is a reason in the next.
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Record record : records) {
                grown |= hasChecks(record) && checked.add(record.qualifiedName());
            }
        }
    }

    boolean contains(Record record) {
        return checked.contains(record.qualifiedName());
    }

    /**
     * Whether the check of a record goes on into what a component holds. It does not into a kind's status: what is written
     * through the status subresource has rules of its own.
     */
    boolean entered(Record record, Component component) {
        return component.child() != null
                && checked.contains(component.child())
                && !component.checks().containsKey("ByHand")
                && !(record.apiKind() != null && component.name().equals(STATUS));
    }

    private boolean hasChecks(Record record) {
        return record.union() != null
                || record.crossChecked() != null
                || record.components().stream()
                        .anyMatch(component -> FieldChecks.has(component) || entered(record, component));
    }
}
