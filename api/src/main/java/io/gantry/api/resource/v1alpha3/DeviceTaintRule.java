package io.gantry.api.resource.v1alpha3;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Puts a taint on devices from outside their driver, for example to take them out of service.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which devices, and the taint.
 * @param status How far an eviction of pods has come. Written by the controller.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Key", path = "spec.taint.key")
@Column(name = "Value", path = "spec.taint.value")
@Column(name = "Effect", path = "spec.taint.effect")
@Column(name = "TimeAdded", path = "spec.taint.timeAdded", otherwise = "<unknown>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "resource.k8s.io",
        version = "v1alpha3",
        plural = "devicetaintrules",
        singular = "devicetaintrule",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|resource.k8s.io/v1alpha3/DeviceTaintRule|get,patch,update")
public record DeviceTaintRule(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) DeviceTaintRuleSpec spec,
        @Field(value = 3, always = true) DeviceTaintRuleStatus status)
        implements KubeObject {
    @Override
    public Kind<DeviceTaintRule> kind() {
        return DeviceTaintRuleType.KIND;
    }

    @Override
    public DeviceTaintRule withMetadata(ObjectMeta metadata) {
        return new DeviceTaintRule(metadata, spec, status);
    }
}
