package io.gantry.api.resource.v1alpha3;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Asks once how many devices of a driver are in use. For a new answer, delete it and create it again.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The pools that the question is about. Immutable.
 * @param status The answer. Once it is there, the object cannot be changed.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Driver", path = "spec.driver")
@Column(name = "Total", cells = "resourcePoolStatusRequest")
@Column(name = "Available", cells = "resourcePoolStatusRequest")
@Column(name = "Allocated", cells = "resourcePoolStatusRequest")
@Column(name = "Unavailable", cells = "resourcePoolStatusRequest")
@Column(name = "Errors", cells = "resourcePoolStatusRequest")
@Column(name = "Pools", path = "status.poolCount", type = "integer")
@Column(name = "Status", cells = "resourcePoolStatusRequest")
@Column(name = "Completed", cells = "resourcePoolStatusRequest")
@ApiKind(
        group = "resource.k8s.io",
        version = "v1alpha3",
        plural = "resourcepoolstatusrequests",
        singular = "resourcepoolstatusrequest",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|resource.k8s.io/v1alpha3/ResourcePoolStatusRequest|get,patch,update")
public record ResourcePoolStatusRequest(
        @Field(value = 1, required = true, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ResourcePoolStatusRequestSpec spec,
        @Field(3) @Nullable ResourcePoolStatusRequestStatus status)
        implements KubeObject {
    @Override
    public Kind<ResourcePoolStatusRequest> kind() {
        return ResourcePoolStatusRequestType.KIND;
    }

    @Override
    public ResourcePoolStatusRequest withMetadata(ObjectMeta metadata) {
        return new ResourcePoolStatusRequest(metadata, spec, status);
    }
}
