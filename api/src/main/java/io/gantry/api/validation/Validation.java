package io.gantry.api.validation;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.names.Names;
import io.gantry.api.validation.MetadataRules.NameRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks objects after their defaults are set, with Kubernetes' rules and texts. A kind without rules of its own has only
 * its metadata checked; of custom resources also what their definition demands. Thread-safe.
 */
public final class Validation {
    /** Groups that servers of their own serve in Kubernetes. */
    private static final Set<String> OTHER_SERVERS = Set.of("apiextensions.k8s.io", "apiregistration.k8s.io");

    private static final ClassValue<@Nullable KindRules<?>> RULES = new ClassValue<>() {
        @Override
        protected @Nullable KindRules<?> computeValue(Class<?> kind) {
            return KindRulesTable.of(kind);
        }
    };

    private Validation() {}

    @SuppressWarnings("unchecked") // the table holds under a class the rules for that class
    private static @Nullable KindRules<Object> rules(Object object) {
        return (KindRules<Object>) RULES.get(object.getClass());
    }

    /**
     * What is wrong with a new object.
     *
     * @param object complete with its name (generated, if it was asked for) and its namespace
     */
    public static List<FieldError> validate(Kind<?> kind, Object object) {
        FieldErrors errors = new FieldErrors();
        KindRules<Object> rules = rules(object);
        NameRule names = rules == null ? Names::dns1123Subdomain : rules.names();
        // What is only ever created, such as a review, is a question and has no name.
        if (object instanceof KubeObject known && (kind.custom() || kind.verbs().contains("get"))) {
            MetadataRules.create(known.metadata(), kind.namespaced(), names, FieldPath.METADATA, errors);
            finalizers(kind, known, errors);
        }
        if (rules != null) {
            KindChecks.check(object, errors);
            rules.create().check(object, errors);
        }
        custom(object, null, "", errors);
        return errors.list();
    }

    /** What is wrong with an object as the successor of another. */
    public static List<FieldError> validateUpdate(Kind<?> kind, Object old, Object updated) {
        FieldErrors errors = new FieldErrors();
        if (updated instanceof KubeObject known && old instanceof KubeObject before) {
            MetadataRules.update(known.metadata(), before.metadata(), FieldPath.METADATA, errors);
            finalizers(kind, known, errors);
        }
        KindRules<Object> rules = rules(updated);
        if (rules != null) {
            if (rules.whole()) {
                KindChecks.check(updated, errors);
            }
            KindChecks.unchanged(updated, old, errors);
            rules.update().check(updated, old, errors);
        }
        custom(updated, old, "", errors);
        return rules == null ? errors.list() : withoutOldAddresses(errors.list(), rules, old);
    }

    /** Addresses that are no longer taken may stay where they stood before they were refused. */
    private static List<FieldError> withoutOldAddresses(List<FieldError> errors, KindRules<Object> rules, Object old) {
        if (errors.stream().noneMatch(Addresses::onlyStrict)) {
            return errors;
        }
        FieldErrors before = new FieldErrors();
        KindChecks.check(old, before);
        rules.create().check(old, before);
        Set<Object> known = new HashSet<>();
        before.list().stream().filter(Addresses::onlyStrict).forEach(error -> known.add(error.badValue()));
        return errors.stream()
                .filter(error -> !Addresses.onlyStrict(error) || !known.contains(error.badValue()))
                .toList();
    }

    /** What is wrong with an object that only its status may differ from another in. */
    public static List<FieldError> validateStatusUpdate(Kind<?> kind, Object old, Object updated) {
        FieldErrors errors = new FieldErrors();
        if (updated instanceof KubeObject known && old instanceof KubeObject before) {
            MetadataRules.update(known.metadata(), before.metadata(), FieldPath.METADATA, errors);
            finalizers(kind, known, errors);
        }
        KindRules<Object> rules = rules(updated);
        if (rules != null) {
            rules.status().check(updated, old, errors);
        }
        custom(updated, old, "status", errors);
        return errors.list();
    }

    /** What is wrong with a pod that only its ephemeral containers may differ from another in. */
    public static List<FieldError> validateEphemeralContainers(Pod updated, Pod old) {
        FieldErrors errors = new FieldErrors();
        MetadataRules.update(updated.metadata(), old.metadata(), FieldPath.METADATA, errors);
        EphemeralRules.update(updated, old, errors);
        return errors.list();
    }

    /** What is wrong with a pod that only its resources may differ from another in. */
    public static List<FieldError> validateResize(Pod updated, Pod old) {
        FieldErrors errors = new FieldErrors();
        ResizeRules.update(updated, old, errors);
        return errors.list();
    }

    /**
     * What is wrong with an event beyond {@link #validate}: that depends on the version that it comes as.
     *
     * @param old the event that it succeeds; null for a new one
     * @param strict whether it comes as {@code events.k8s.io/v1}, which demands more than {@code v1}
     */
    public static List<FieldError> validateEvent(Event event, @Nullable Event old, boolean strict) {
        FieldErrors errors = new FieldErrors();
        EventRules.event(event, strict ? "reportingController" : "reportingComponent", errors);
        if (strict) {
            if (old == null) {
                EventRules.strict(event, errors);
            } else {
                EventRules.strictUpdate(event, old, errors);
            }
        }
        return errors.list();
    }

    private static void finalizers(Kind<?> kind, KubeObject object, FieldErrors errors) {
        if (!kind.custom() && !OTHER_SERVERS.contains(kind.group())) {
            for (String finalizer : object.metadata().finalizers()) {
                MetadataRules.standardFinalizer(finalizer, FieldPath.METADATA.child("finalizers"), errors);
            }
        }
    }

    private static void custom(Object object, @Nullable Object old, String subresource, FieldErrors errors) {
        if (object instanceof CustomObject custom) {
            custom.kind()
                    .rules()
                    .validate(custom, old instanceof CustomObject before ? before : null, subresource)
                    .forEach(errors::add);
        }
    }
}
