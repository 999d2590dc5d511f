package io.gantry.api.networking.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NetworkPolicyPeer} of {@code networking.k8s.io/v1}. */
@ApiType
public record NetworkPolicyPeer(
        @Field(1) @Nullable LabelSelector podSelector,
        @Field(2) @Nullable LabelSelector namespaceSelector,
        @Field(3) @Nullable IPBlock ipBlock) {}
