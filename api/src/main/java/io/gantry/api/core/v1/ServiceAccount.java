package io.gantry.api.core.v1;

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
import org.jspecify.annotations.Nullable;

/**
 * An identity for processes, mostly pods, to use towards the API.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param secrets Secrets that pods may mount, enforced only with a deprecated annotation; use separate namespaces, and
 *     TokenRequest for tokens.
 * @param imagePullSecrets Registry credentials for pods that use this account and name none themselves.
 * @param automountServiceAccountToken Whether pods get a token mounted; a pod's own setting wins. Defaults to true.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        version = "v1",
        plural = "serviceaccounts",
        singular = "serviceaccount",
        namespaced = true,
        shortNames = "sa",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "token|authentication.k8s.io/v1/TokenRequest|create")
public record ServiceAccount(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(value = 2, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<ObjectReference> secrets,

        @Field(value = 3, listType = ListType.ATOMIC) List<LocalObjectReference> imagePullSecrets,
        @Field(value = 4, pointer = true) @Nullable Boolean automountServiceAccountToken)
        implements KubeObject {
    public ServiceAccount {
        secrets = Immutable.list(secrets);
        imagePullSecrets = Immutable.list(imagePullSecrets);
    }

    @Override
    public Kind<ServiceAccount> kind() {
        return ServiceAccountType.KIND;
    }

    @Override
    public ServiceAccount withMetadata(ObjectMeta metadata) {
        return new ServiceAccount(metadata, secrets, imagePullSecrets, automountServiceAccountToken);
    }
}
