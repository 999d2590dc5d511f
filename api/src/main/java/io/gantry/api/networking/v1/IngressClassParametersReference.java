package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Points to an object with settings for the Ingress controller.
 *
 * @param apiGroup API group of the object. Absent for the core group.
 * @param kind Kind of the object.
 * @param name Name of the object.
 * @param scope Cluster if the object has no namespace, Namespace if it has one. Defaults to Cluster.
 * @param namespace Namespace of the object. Required with scope Namespace, not allowed with Cluster.
 */
@CrossChecked("NetworkingRules")
@ApiType
public record IngressClassParametersReference(
        @Field(value = 1, pointer = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) @Required String kind,
        @Field(value = 3, required = true) @Required String name,

        @Field(value = 4, pointer = true) @Default("Cluster") @Required @EnumOf({"Cluster", "Namespace"}) @Nullable
        String scope,

        @Field(value = 5, pointer = true) @Nullable String namespace) {}
