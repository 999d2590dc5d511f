package io.gantry.api.networking.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Restricts who may talk to the chosen pods and whom they may talk to. What no policy of a pod allows is blocked, once
 * any policy chooses the pod.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The pods that are meant and the traffic that is allowed.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Pod-Selector", path = "spec.podSelector", otherwise = "<none>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
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
