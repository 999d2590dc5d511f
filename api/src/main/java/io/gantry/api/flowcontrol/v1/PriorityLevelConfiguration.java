package io.gantry.api.flowcontrol.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A class of requests to the API server with its own limit on how many are served at a time.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The limit, and what happens beyond it.
 * @param status State of the level. Written by the system.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Type", path = "spec.type")
@Column(name = "NominalConcurrencyShares", path = "spec.limited.nominalConcurrencyShares", otherwise = "<none>")
@Column(name = "Queues", path = "spec.limited.limitResponse.queuing.queues", otherwise = "<none>")
@Column(name = "HandSize", path = "spec.limited.limitResponse.queuing.handSize", otherwise = "<none>")
@Column(name = "QueueLengthLimit", path = "spec.limited.limitResponse.queuing.queueLengthLimit", otherwise = "<none>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "flowcontrol.apiserver.k8s.io",
        version = "v1",
        plural = "prioritylevelconfigurations",
        singular = "prioritylevelconfiguration",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration|get,patch,update")
public record PriorityLevelConfiguration(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PriorityLevelConfigurationSpec spec,
        @Field(value = 3, always = true) PriorityLevelConfigurationStatus status)
        implements KubeObject {
    @Override
    public Kind<PriorityLevelConfiguration> kind() {
        return PriorityLevelConfigurationType.KIND;
    }

    @Override
    public PriorityLevelConfiguration withMetadata(ObjectMeta metadata) {
        return new PriorityLevelConfiguration(metadata, spec, status);
    }
}
