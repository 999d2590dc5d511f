package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Bounds what all objects of a namespace may use together; whatever would exceed it is refused.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param spec The bounds and what they apply to.
 * @param status The bounds in force and what is used up.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Request", cells = "resourceQuota")
@Column(name = "Limit", cells = "resourceQuota")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        version = "v1",
        plural = "resourcequotas",
        singular = "resourcequota",
        namespaced = true,
        shortNames = "quota",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|/v1/ResourceQuota|get,patch,update")
public record ResourceQuota(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ResourceQuotaSpec spec,
        @Field(value = 3, always = true) ResourceQuotaStatus status)
        implements KubeObject {
    @Override
    public Kind<ResourceQuota> kind() {
        return ResourceQuotaType.KIND;
    }

    @Override
    public ResourceQuota withMetadata(ObjectMeta metadata) {
        return new ResourceQuota(metadata, spec, status);
    }
}
