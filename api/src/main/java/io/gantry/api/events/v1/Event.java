package io.gantry.api.events.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.EventSource;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report about something that happened to an object. Kept for a short while (an hour by default) and not meant for
 * programs to rely on.
 *
 * @param metadata The namespace must be that of the object reported on, or default for objects of the whole cluster.
 * @param eventTime When it was first observed, with microseconds. Required.
 * @param series How often and until when it was repeated. Absent for a single occurrence.
 * @param reportingController Controller that reports it, such as kubernetes.io/kubelet. Required for new events.
 * @param reportingInstance Which instance of that controller it was, as a rule by host or pod name. At most 128
 *     characters.
 * @param action What was done to the object or failed, as a machine-readable word. At most 128 characters.
 * @param reason Short machine-readable word for why it was done, such as FailedScheduling. At most 128 characters.
 * @param regarding The object that the report is about, as a rule the one the controller works for.
 * @param related A second object that takes part, for example the node of a pod.
 * @param note The story in words for people, at most 1 kB.
 * @param type Normal or Warning; more may be added.
 * @param deprecatedSource Component that saw it, in the core/v1 form. Deprecated: use reportingController and
 *     reportingInstance.
 * @param deprecatedFirstTimestamp When it was first seen, in the core/v1 form. Deprecated: use eventTime.
 * @param deprecatedLastTimestamp When it was last seen, in the core/v1 form. Deprecated: use series.
 * @param deprecatedCount How many times it was seen, in the core/v1 form. Deprecated: use series.
 */
@ApiType
@Column(name = "Last Seen", cells = "eventsEvent")
@Column(name = "Type", path = "type")
@Column(name = "Reason", path = "reason")
@Column(name = "Object", cells = "eventsEvent")
@Column(name = "Subobject", path = "regarding.fieldPath", wide = true)
@Column(name = "Source", cells = "eventsEvent", wide = true)
@Column(name = "Message", cells = "eventsEvent")
@Column(name = "First Seen", cells = "eventsEvent", wide = true)
@Column(name = "Count", cells = "eventsEvent", wide = true)
@Column(name = "Name", path = "metadata.name", format = "name", wide = true)
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
