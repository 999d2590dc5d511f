package io.gantry.server.registry;

import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventBuilder;
import org.jspecify.annotations.Nullable;

/** {@code events.k8s.io/v1} and {@code v1} events are the same objects under other field names. */
final class EventConversion implements Conversion<io.gantry.api.events.v1.Event, Event> {
    @Override
    public Event toStored(io.gantry.api.events.v1.Event e) {
        io.gantry.api.events.v1.EventSeries series = e.series();
        return EventBuilder.of()
                .metadata(e.metadata())
                .involvedObject(e.regarding())
                .related(e.related())
                .reason(e.reason())
                .message(e.note())
                .source(e.deprecatedSource())
                .firstTimestamp(e.deprecatedFirstTimestamp())
                .lastTimestamp(e.deprecatedLastTimestamp())
                .count(e.deprecatedCount())
                .type(e.type())
                .eventTime(e.eventTime())
                .series(
                        series == null
                                ? null
                                : new io.gantry.api.core.v1.EventSeries(series.count(), series.lastObservedTime()))
                .action(e.action())
                .reportingComponent(e.reportingController())
                .reportingInstance(e.reportingInstance())
                .build();
    }

    @Override
    public io.gantry.api.events.v1.Event toServed(Event e) {
        return io.gantry.api.events.v1.EventBuilder.of()
                .metadata(e.metadata())
                .regarding(e.involvedObject())
                .related(e.related())
                .reason(e.reason())
                .note(e.message())
                .deprecatedSource(e.source())
                .deprecatedFirstTimestamp(e.firstTimestamp())
                .deprecatedLastTimestamp(e.lastTimestamp())
                .deprecatedCount(e.count())
                .type(e.type())
                .eventTime(e.eventTime())
                .series(series(e.series()))
                .action(e.action())
                .reportingController(e.reportingComponent())
                .reportingInstance(e.reportingInstance())
                .build();
    }

    private static io.gantry.api.events.v1.@Nullable EventSeries series(
            io.gantry.api.core.v1.@Nullable EventSeries series) {
        if (series == null) {
            return null;
        }
        Integer count = series.count();
        return new io.gantry.api.events.v1.EventSeries(count == null ? 0 : count, series.lastObservedTime());
    }
}
