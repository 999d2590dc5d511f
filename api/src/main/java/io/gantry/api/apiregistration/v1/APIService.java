package io.gantry.api.apiregistration.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code APIService} of {@code apiregistration.k8s.io/v1}. */
@ApiType
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
