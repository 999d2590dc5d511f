package io.gantry.api.networking.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code Ingress} of {@code networking.k8s.io/v1beta1}. */
@ApiType
@ApiKind(group = "networking.k8s.io", version = "v1beta1")
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
