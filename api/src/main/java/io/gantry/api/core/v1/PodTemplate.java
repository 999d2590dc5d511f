package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;

/**
 * A template for pods, stored as an object of its own.
 *
 * @param metadata Name, namespace, labels and annotations of the template object.
 * @param template What the pods are to look like.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Containers", path = "template.spec.containers.name")
@Column(name = "Images", path = "template.spec.containers.image")
@Column(name = "Pod Labels", path = "template.metadata.labels", otherwise = "<none>")
@ApiKind(
        version = "v1",
        plural = "podtemplates",
        singular = "podtemplate",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record PodTemplate(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(value = 2, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template)
        implements KubeObject {
    @Override
    public Kind<PodTemplate> kind() {
        return PodTemplateType.KIND;
    }

    @Override
    public PodTemplate withMetadata(ObjectMeta metadata) {
        return new PodTemplate(metadata, template);
    }
}
