package io.gantry.api.validation;

import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventSeries;
import io.gantry.api.core.v1.EventSourceType;
import io.gantry.api.core.v1.ObjectReferenceType;
import io.gantry.api.names.Names;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events. {@link #event} holds for all of them; what only holds for those that come as {@code events.k8s.io/v1} is
 * {@link #strict} and {@link #strictUpdate}. Errors name the fields of {@code v1} in both cases, but for the one that reports.
 */
final class EventRules {
    private static final int MAX_WORD = 128;
    private static final int MAX_NOTE = 1024;
    private static final String UNSET = "needs to be unset";

    private EventRules() {}

    /**
     * For an event of the newer form, which has an eventTime, more is required.
     *
     * @param reporter what the version that the event comes as calls its {@code reportingComponent}
     */
    static void event(Event event, String reporter, FieldErrors errors) {
        String namespace = text(event.involvedObject().namespace());
        String own = text(event.metadata().namespace());
        boolean newer = event.eventTime() != null;
        boolean fits = namespace.isEmpty()
                ? own.equals("default") || (newer ? own.equals("kube-system") : own.isEmpty())
                : newer || namespace.equals(own);
        if (!fits) {
            errors.invalid(
                    FieldPath.of("involvedObject").child("namespace"), namespace, "does not match event.namespace");
        }
        if (newer) {
            FieldPath controller = FieldPath.of(reporter);
            String reporting = text(event.reportingComponent());
            if (reporting.isEmpty()) {
                errors.required(controller, "");
            }
            errors.invalid(controller, reporting, Names.qualifiedName(reporting));
            word("reportingInstance", text(event.reportingInstance()), errors);
            word("action", text(event.action()), errors);
            word("reason", text(event.reason()), errors);
            atMost("message", text(event.message()), MAX_NOTE, errors);
        }
        errors.invalid(FieldPath.of("namespace"), own, Names.dns1123Subdomain(own));
    }

    private static void word(String field, String value, FieldErrors errors) {
        if (value.isEmpty()) {
            errors.required(FieldPath.of(field), "");
        }
        atMost(field, value, MAX_WORD, errors);
    }

    private static void atMost(String field, String value, int bytes, FieldErrors errors) {
        if (MetadataRules.utf8Length(value) > bytes) {
            errors.invalid(FieldPath.of(field), "", "can have at most " + bytes + " characters");
        }
    }

    static void strict(Event event, FieldErrors errors) {
        String name = text(event.metadata().name());
        errors.invalid(FieldPath.METADATA.child("name"), name, Names.dns1123Subdomain(name));
        series(event.series(), errors);
        if (event.eventTime() == null) {
            errors.required(FieldPath.of("eventTime"), "");
        }
        String type = text(event.type());
        if (!List.of("Normal", "Warning").contains(type)) {
            errors.invalid(FieldPath.of("type"), "", "has invalid value: " + type);
        }
        unset("firstTimestamp", event.firstTimestamp(), errors);
        unset("lastTimestamp", event.lastTimestamp(), errors);
        unset("count", number(event.count()) == 0 ? null : event.count(), errors);
        if (!text(event.source().component()).isEmpty()
                || !text(event.source().host()).isEmpty()) {
            errors.invalid(FieldPath.of("source"), "", UNSET);
        }
    }

    private static void unset(String field, @Nullable Object value, FieldErrors errors) {
        if (value != null) {
            errors.invalid(FieldPath.of(field), "", UNSET);
        }
    }

    private static void series(@Nullable EventSeries series, FieldErrors errors) {
        if (series == null) {
            return;
        }
        if (number(series.count()) < 2) {
            errors.invalid(FieldPath.of("series.count"), "", "should be at least 2");
        }
        if (series.lastObservedTime() == null) {
            errors.required(FieldPath.of("series.lastObservedTime"), "");
        }
    }

    /** Only the series goes on; all else was said when the event was created. */
    static void strictUpdate(Event updated, Event old, FieldErrors errors) {
        if (updated.series() == null ? old.series() != null : !updated.series().equals(old.series())) {
            series(updated.series(), errors);
        }
        errors.immutableRecord(
                FieldPath.of("involvedObject"),
                ObjectReferenceType.TYPE,
                updated.involvedObject(),
                old.involvedObject());
        same("reason", updated.reason(), old.reason(), errors);
        same("message", updated.message(), old.message(), errors);
        errors.immutableRecord(FieldPath.of("source"), EventSourceType.TYPE, updated.source(), old.source());
        sameTime("firstTimestamp", updated.firstTimestamp(), old.firstTimestamp(), errors);
        sameTime("lastTimestamp", updated.lastTimestamp(), old.lastTimestamp(), errors);
        errors.immutable(FieldPath.of("count"), number(updated.count()), number(old.count()));
        same("reason", updated.reason(), old.reason(), errors);
        same("type", updated.type(), old.type(), errors);
        sameTime("eventTime", updated.eventTime(), old.eventTime(), errors);
        same("action", updated.action(), old.action(), errors);
        errors.immutableRecord(FieldPath.of("related"), ObjectReferenceType.TYPE, updated.related(), old.related());
        same("reportingController", updated.reportingComponent(), old.reportingComponent(), errors);
        same("reportingInstance", updated.reportingInstance(), old.reportingInstance(), errors);
    }

    private static void same(String field, @Nullable String value, @Nullable String old, FieldErrors errors) {
        errors.immutable(FieldPath.of(field), text(value), text(old));
    }

    private static void sameTime(String field, @Nullable Instant value, @Nullable Instant old, FieldErrors errors) {
        errors.immutable(
                FieldPath.of(field), value == null ? null : value.toString(), old == null ? null : old.toString());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
