package io.gantry.server.table;

import io.gantry.api.core.v1.Event;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of both groups: the newer one kept the fields of the older under other names. */
final class EventTables {
    private EventTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("event", (RowFunction<Event>) EventTables::cells);
        functions.put("eventsEvent", (RowFunction<io.gantry.api.events.v1.Event>) EventTables::cells);
    }

    private static List<Object> cells(Event event, Instant now) {
        Instant first = event.firstTimestamp() != null ? event.firstTimestamp() : event.eventTime();
        Instant last = event.series() != null && event.series().lastObservedTime() != null
                ? event.series().lastObservedTime()
                : event.lastTimestamp() != null ? event.lastTimestamp() : first;
        int count = event.series() != null
                ? Cells.number(event.series().count())
                : Math.max(1, Cells.number(event.count()));
        return cells(
                last,
                object(event.involvedObject().kind(), event.involvedObject().name()),
                Cells.text(event.source().component(), Cells.text(event.reportingComponent(), "")),
                Cells.text(event.source().host(), Cells.text(event.reportingInstance(), "")),
                event.message(),
                first,
                count,
                now);
    }

    private static List<Object> cells(io.gantry.api.events.v1.Event event, Instant now) {
        Instant first = event.deprecatedFirstTimestamp() != null ? event.deprecatedFirstTimestamp() : event.eventTime();
        Instant last = event.series() != null && event.series().lastObservedTime() != null
                ? event.series().lastObservedTime()
                : event.deprecatedLastTimestamp() != null ? event.deprecatedLastTimestamp() : first;
        int count =
                event.series() != null ? event.series().count() : Math.max(1, Cells.number(event.deprecatedCount()));
        var source = event.deprecatedSource();
        return cells(
                last,
                object(event.regarding().kind(), event.regarding().name()),
                Cells.text(source.component(), Cells.text(event.reportingController(), "")),
                Cells.text(source.host(), Cells.text(event.reportingInstance(), "")),
                event.note(),
                first,
                count,
                now);
    }

    private static List<Object> cells(
            @Nullable Instant last,
            String object,
            String component,
            String host,
            @Nullable String message,
            @Nullable Instant first,
            int count,
            Instant now) {
        return List.of(
                Cells.since(last, now),
                object,
                host.isEmpty() ? component : component + ", " + host,
                Cells.text(message, "").strip(),
                Cells.since(first, now),
                count);
    }

    private static String object(@Nullable String kind, @Nullable String name) {
        String lower = Cells.text(kind, "").toLowerCase(Locale.ROOT);
        return name == null || name.isEmpty() ? lower : lower + "/" + name;
    }
}
