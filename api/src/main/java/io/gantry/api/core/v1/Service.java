package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A stable address for a set of pods that come and go, with load balancing among them.
 *
 * @param metadata Name, namespace, labels and annotations; the name becomes a DNS name.
 * @param spec Which pods are behind the address, and how it can be reached.
 * @param status State of the load balancer, for Services that have one.
 */
@ApiType
@ApiKind(
        version = "v1",
        plural = "services",
        singular = "service",
        namespaced = true,
        shortNames = "svc",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {
            "proxy|/v1/ServiceProxyOptions|create,delete,get,patch,update",
            "status|/v1/Service|get,patch,update"
        })
public record Service(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ServiceSpec spec,
        @Field(value = 3, always = true) ServiceStatus status)
        implements KubeObject {
    @Override
    public Kind<Service> kind() {
        return ServiceType.KIND;
    }

    @Override
    public Service withMetadata(ObjectMeta metadata) {
        return new Service(metadata, spec, status);
    }
}
