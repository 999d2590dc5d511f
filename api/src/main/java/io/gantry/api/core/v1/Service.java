package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A stable address for a set of pods that come and go, with load balancing among them.
 *
 * @param metadata Name, namespace, labels and annotations; the name becomes a DNS name.
 * @param spec Which pods are behind the address, and how it can be reached.
 * @param status State of the load balancer, for Services that have one.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Type", path = "spec.type")
@Column(name = "Cluster-IP", cells = "service")
@Column(name = "External-IP", cells = "service")
@Column(name = "Port(s)", cells = "service")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Selector", path = "spec.selector", otherwise = "<none>", wide = true)
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
