package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What storage a claim asks for. Immutable after creation, save for growing it and for its attributes class.
 *
 * @param accessModes Ways of access that are needed: ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod.
 * @param resources Size that is needed, under requests.storage; may grow later if the storage class allows it.
 * @param volumeName PersistentVolume to bind to; set by the system unless chosen by you.
 * @param selector Labels that volumes must have to be considered; rules out dynamic provisioning.
 * @param storageClassName StorageClass to take the volume from. Absent means the cluster's default class; empty means
 *     volumes without a class.
 * @param volumeMode One of Filesystem (mounted as a directory) or Block (raw device). Defaults to Filesystem.
 * @param dataSource What to fill the new volume from: a VolumeSnapshot, or another claim of this namespace to be
 *     cloned.
 * @param dataSourceRef As dataSource, but any custom object may be named and wrong kinds are refused; the two are kept
 *     equal when in one namespace.
 * @param volumeAttributesClassName VolumeAttributesClass with performance settings for the volume; may be changed
 *     later.
 */
@CrossChecked("ClaimRules")
@ApiType
public record PersistentVolumeClaimSpec(
        @Field(value = 1, listType = ListType.ATOMIC)
        @Required("at least 1 access mode is required")
        @EnumOf(
                value = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"},
                numbered = false)
        List<String> accessModes,

        @Field(value = 2, always = true) VolumeResourceRequirements resources,
        @Field(3) @Nullable String volumeName,
        @Field(4) @Nullable LabelSelector selector,

        @Field(value = 5, pointer = true) @Format(value = TextFormat.LONG_NAME, orEmpty = true) @Nullable
        String storageClassName,

        @Field(value = 6, pointer = true) @Default("Filesystem") @EnumOf({"Block", "Filesystem"}) @Nullable
        String volumeMode,

        @Field(7) @Nullable TypedLocalObjectReference dataSource,
        @Field(8) @Nullable TypedObjectReference dataSourceRef,
        @Field(value = 9, pointer = true) @Nullable String volumeAttributesClassName) {
    public PersistentVolumeClaimSpec {
        accessModes = Immutable.list(accessModes);
    }
}
