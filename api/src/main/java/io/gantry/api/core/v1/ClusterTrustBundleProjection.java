package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Writes the CA certificates of one or several ClusterTrustBundles into a file of a projected volume.
 *
 * @param name The one ClusterTrustBundle to read. Excludes signerName and labelSelector.
 * @param signerName Reads every ClusterTrustBundle of this signer, with duplicate certificates written once. Excludes
 *     name.
 * @param labelSelector Narrows the bundles of signerName by label. Absent selects none of them; an empty selector
 *     selects all.
 * @param path File to write, relative to the volume's root.
 * @param optional Whether the pod may start although no bundle is found. Defaults to false.
 */
@ApiType
public record ClusterTrustBundleProjection(
        @Field(value = 1, pointer = true) @Nullable String name,
        @Field(value = 2, pointer = true) @Nullable String signerName,

        @Field(3) @ByHand("objects may be stored in which it is anything") @Nullable
        LabelSelector labelSelector,

        @Field(value = 4, required = true) String path,
        @Field(value = 5, pointer = true) @Nullable Boolean optional) {}
