package io.gantry.api.networking.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Names a kind of Ingress and the controller that serves it. Annotation ingressclass.kubernetes.io/is-default-class set
 * to true makes it the class of new Ingresses that name none.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Controller of the class and its settings.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Controller", path = "spec.controller")
@Column(name = "Parameters", cells = "ingressClass")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "networking.k8s.io",
        version = "v1",
        plural = "ingressclasses",
        singular = "ingressclass",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record IngressClass(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) IngressClassSpec spec) implements KubeObject {
    @Override
    public Kind<IngressClass> kind() {
        return IngressClassType.KIND;
    }

    @Override
    public IngressClass withMetadata(ObjectMeta metadata) {
        return new IngressClass(metadata, spec);
    }
}
