package io.gantry.api.networking.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code NetworkPolicy} of {@code networking.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "networking.k8s.io",
        version = "v1",
        plural = "networkpolicies",
        singular = "networkpolicy",
        namespaced = true,
        shortNames = "netpol",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record NetworkPolicy(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) NetworkPolicySpec spec) implements KubeObject {
    @Override
    public Kind<NetworkPolicy> kind() {
        return NetworkPolicyType.KIND;
    }

    @Override
    public NetworkPolicy withMetadata(ObjectMeta metadata) {
        return new NetworkPolicy(metadata, spec);
    }
}
