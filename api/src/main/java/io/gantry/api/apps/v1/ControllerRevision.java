package io.gantry.api.apps.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the state that a StatefulSet or DaemonSet had once, kept so that an update can be undone. Its data
 * never changes after creation.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param data The recorded state, in a form only its owner needs to understand. Immutable.
 * @param revision Number that orders the snapshots of one owner; a higher one is newer.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Controller", cells = "controllerRevision")
@Column(name = "Revision", path = "revision")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "apps",
        version = "v1",
        plural = "controllerrevisions",
        singular = "controllerrevision",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record ControllerRevision(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) @Nullable RawJson data,
        @Field(value = 3, required = true) long revision)
        implements KubeObject {
    @Override
    public Kind<ControllerRevision> kind() {
        return ControllerRevisionType.KIND;
    }

    @Override
    public ControllerRevision withMetadata(ObjectMeta metadata) {
        return new ControllerRevision(metadata, data, revision);
    }
}
