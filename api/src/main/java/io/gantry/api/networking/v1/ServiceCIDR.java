package io.gantry.api.networking.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A range of addresses from which Services get their cluster IPs.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The address ranges, of one or both IP families.
 * @param status Whether the ranges are in use. Written by the controller.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "CIDRs", path = "spec.cidrs")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "networking.k8s.io",
        version = "v1",
        plural = "servicecidrs",
        singular = "servicecidr",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|networking.k8s.io/v1/ServiceCIDR|get,patch,update")
public record ServiceCIDR(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ServiceCIDRSpec spec,
        @Field(value = 3, always = true) ServiceCIDRStatus status)
        implements KubeObject {
    @Override
    public Kind<ServiceCIDR> kind() {
        return ServiceCIDRType.KIND;
    }

    @Override
    public ServiceCIDR withMetadata(ObjectMeta metadata) {
        return new ServiceCIDR(metadata, spec, status);
    }
}
