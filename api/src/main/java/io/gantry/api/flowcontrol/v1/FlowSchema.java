package io.gantry.api.flowcontrol.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Assigns certain requests to the API server to a priority level.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which requests, to which level.
 * @param status Whether the level exists. Written by the system.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "PriorityLevel", path = "spec.priorityLevelConfiguration.name")
@Column(name = "MatchingPrecedence", path = "spec.matchingPrecedence", otherwise = "0")
@Column(name = "DistinguisherMethod", path = "spec.distinguisherMethod.type", otherwise = "<none>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "MissingPL", cells = "flowSchema")
@ApiKind(
        group = "flowcontrol.apiserver.k8s.io",
        version = "v1",
        plural = "flowschemas",
        singular = "flowschema",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|flowcontrol.apiserver.k8s.io/v1/FlowSchema|get,patch,update")
public record FlowSchema(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) FlowSchemaSpec spec,
        @Field(value = 3, always = true) FlowSchemaStatus status)
        implements KubeObject {
    @Override
    public Kind<FlowSchema> kind() {
        return FlowSchemaType.KIND;
    }

    @Override
    public FlowSchema withMetadata(ObjectMeta metadata) {
        return new FlowSchema(metadata, spec, status);
    }
}
