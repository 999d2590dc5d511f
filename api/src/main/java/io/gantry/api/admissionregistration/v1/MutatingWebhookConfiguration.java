package io.gantry.api.admissionregistration.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A list of webhooks that may change or refuse objects on their way into the cluster.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param webhooks The webhooks, each with the requests it is asked about.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Webhooks", path = "webhooks", type = "integer")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "admissionregistration.k8s.io",
        version = "v1",
        plural = "mutatingwebhookconfigurations",
        singular = "mutatingwebhookconfiguration",
        categories = "api-extensions",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record MutatingWebhookConfiguration(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(value = 2, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<MutatingWebhook> webhooks)
        implements KubeObject {
    public MutatingWebhookConfiguration {
        webhooks = Immutable.list(webhooks);
    }

    @Override
    public Kind<MutatingWebhookConfiguration> kind() {
        return MutatingWebhookConfigurationType.KIND;
    }

    @Override
    public MutatingWebhookConfiguration withMetadata(ObjectMeta metadata) {
        return new MutatingWebhookConfiguration(metadata, webhooks);
    }
}
