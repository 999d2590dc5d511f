package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
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
 * @param metadata The namespace must be that of the object reported on.
 * @param involvedObject What the report is about.
 * @param reason Short machine-readable word for what led to the report, such as FailedScheduling.
 * @param message The story in words for people.
 * @param source Component that saw it, in the older form of events.
 * @param firstTimestamp When it was first seen, in the older form of events.
 * @param lastTimestamp When it was last seen, in the older form of events.
 * @param count How many times it has been seen, in the older form of events.
 * @param type Normal or Warning; more may be added.
 * @param eventTime When it was first observed, with microseconds.
 * @param series How often and until when it was repeated. Absent for a single occurrence.
 * @param action What was done or attempted with regard to the object.
 * @param related A second object that takes part, for example the node of a pod.
 * @param reportingComponent Controller that reports it, such as kubernetes.io/kubelet.
 * @param reportingInstance Which instance of that controller it was, as a rule by host or pod name.
 */
@ApiType
@Column(name = "Last Seen", cells = "event")
@Column(name = "Type", path = "type")
@Column(name = "Reason", path = "reason")
@Column(name = "Object", cells = "event")
@Column(name = "Subobject", path = "involvedObject.fieldPath", wide = true)
@Column(name = "Source", cells = "event", wide = true)
@Column(name = "Message", cells = "event")
@Column(name = "First Seen", cells = "event", wide = true)
@Column(name = "Count", cells = "event", wide = true)
@Column(name = "Name", path = "metadata.name", format = "name", wide = true)
@ApiKind(
        version = "v1",
        plural = "events",
        singular = "event",
        namespaced = true,
        shortNames = "ev",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Event(
        @Field(value = 1, required = true, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ObjectReference involvedObject,
        @Field(3) @Nullable String reason,
        @Field(4) @Nullable String message,
        @Field(value = 5, always = true) EventSource source,
        @Field(6) @Nullable Instant firstTimestamp,
        @Field(7) @Nullable Instant lastTimestamp,
        @Field(8) @Nullable Integer count,
        @Field(9) @Nullable String type,
        @Field(value = 10, micro = true) @Nullable Instant eventTime,
        @Field(11) @Nullable EventSeries series,
        @Field(12) @Nullable String action,
        @Field(13) @Nullable ObjectReference related,
        @Field(value = 14, always = true) @Nullable String reportingComponent,
        @Field(value = 15, always = true) @Nullable String reportingInstance)
        implements KubeObject {
    @Override
    public Kind<Event> kind() {
        return EventType.KIND;
    }

    @Override
    public Event withMetadata(ObjectMeta metadata) {
        return new Event(
                metadata,
                involvedObject,
                reason,
                message,
                source,
                firstTimestamp,
                lastTimestamp,
                count,
                type,
                eventTime,
                series,
                action,
                related,
                reportingComponent,
                reportingInstance);
    }
}
