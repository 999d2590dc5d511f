package io.gantry.api.networking.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code Ingress} of {@code networking.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "networking.k8s.io",
        version = "v1",
        plural = "ingresses",
        singular = "ingress",
        namespaced = true,
        shortNames = "ing",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|networking.k8s.io/v1/Ingress|get,patch,update")
public record Ingress(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) IngressSpec spec,
        @Field(value = 3, always = true) IngressStatus status)
        implements KubeObject {
    @Override
    public Kind<Ingress> kind() {
        return IngressType.KIND;
    }

    @Override
    public Ingress withMetadata(ObjectMeta metadata) {
        return new Ingress(metadata, spec, status);
    }
}
