package io.gantry.api.networking.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Leads HTTP requests from outside the cluster to Services, by host name and path.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Hosts, paths and certificates, and the Services behind them.
 * @param status The addresses at which the Ingress can be reached. Written by the Ingress controller.
 */
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
