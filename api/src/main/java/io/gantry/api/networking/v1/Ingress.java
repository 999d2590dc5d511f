package io.gantry.api.networking.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Leads HTTP requests from outside the cluster to Services, by host name and path.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Hosts, paths and certificates, and the Services behind them.
 * @param status The addresses at which the Ingress can be reached. Written by the Ingress controller.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Class", path = "spec.ingressClassName", otherwise = "<none>")
@Column(name = "Hosts", cells = "ingress")
@Column(name = "Address", cells = "ingress")
@Column(name = "Ports", cells = "ingress")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
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
