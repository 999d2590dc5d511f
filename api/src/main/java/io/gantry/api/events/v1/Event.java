package io.gantry.api.events.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.EventSource;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Event} of {@code events.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "events.k8s.io",
        version = "v1",
        plural = "events",
        singular = "event",
        namespaced = true,
        shortNames = "ev",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Event(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(value = 2, micro = true, required = true) @Nullable
        Instant eventTime,

        @Field(3) @Nullable EventSeries series,
        @Field(4) @Nullable String reportingController,
        @Field(5) @Nullable String reportingInstance,
        @Field(6) @Nullable String action,
        @Field(7) @Nullable String reason,
        @Field(value = 8, always = true) ObjectReference regarding,
        @Field(9) @Nullable ObjectReference related,
        @Field(10) @Nullable String note,
        @Field(11) @Nullable String type,
        @Field(value = 12, always = true) EventSource deprecatedSource,
        @Field(13) @Nullable Instant deprecatedFirstTimestamp,
        @Field(14) @Nullable Instant deprecatedLastTimestamp,
        @Field(15) @Nullable Integer deprecatedCount)
        implements KubeObject {
    @Override
    public Kind<Event> kind() {
        return EventType.KIND;
    }

    @Override
    public Event withMetadata(ObjectMeta metadata) {
        return new Event(
                metadata,
                eventTime,
                series,
                reportingController,
                reportingInstance,
                action,
                reason,
                regarding,
                related,
                note,
                type,
                deprecatedSource,
                deprecatedFirstTimestamp,
                deprecatedLastTimestamp,
                deprecatedCount);
    }
}
