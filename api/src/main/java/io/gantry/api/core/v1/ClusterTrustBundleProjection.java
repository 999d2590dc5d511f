package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
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
@CrossChecked("TrustBundleRules")
@ApiType
public record ClusterTrustBundleProjection(
        @Field(value = 1, pointer = true) @Nullable String name,
        @Field(value = 2, pointer = true) @Nullable String signerName,

        @Field(3) @ByHand("only beside a signer") @Nullable LabelSelector labelSelector,

        @Field(value = 4, required = true) @Required @Format(TextFormat.LOCAL_FILE_PATH)
        String path,

        @Field(value = 5, pointer = true) @Nullable Boolean optional) {}
