package io.gantry.api.apiregistration.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Says who serves one version of an API group. Its name is the version, a dot and the group.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The version, and the server for it.
 * @param status Whether the server can be reached. Written by the system.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(
        name = "Service",
        cells = "apiService",
        description = "The service behind which this version of the API is served.")
@Column(name = "Available", cells = "apiService", description = "Whether that service can be reached.")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "apiregistration.k8s.io",
        version = "v1",
        plural = "apiservices",
        singular = "apiservice",
        categories = "api-extensions",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|apiregistration.k8s.io/v1/APIService|get,patch,update")
public record APIService(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) APIServiceSpec spec,
        @Field(value = 3, always = true) APIServiceStatus status)
        implements KubeObject {
    @Override
    public Kind<APIService> kind() {
        return APIServiceType.KIND;
    }

    @Override
    public APIService withMetadata(ObjectMeta metadata) {
        return new APIService(metadata, spec, status);
    }
}
