package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Where the numbers for the scale subresource are in the object.
 *
 * @param specReplicasPath JSON path, below .spec and without arrays, to the wanted number of instances.
 * @param statusReplicasPath JSON path, below .status and without arrays, to the number that exists. A missing value
 *     counts as 0.
 * @param labelSelectorPath JSON path, below .status or .spec, to a string with the label selector of the pods. Needed
 *     by autoscalers.
 */
@ApiType
public record CustomResourceSubresourceScale(
        @Field(value = 1, required = true) String specReplicasPath,
        @Field(value = 2, required = true) String statusReplicasPath,
        @Field(value = 3, pointer = true) @Nullable String labelSelectorPath) {}
