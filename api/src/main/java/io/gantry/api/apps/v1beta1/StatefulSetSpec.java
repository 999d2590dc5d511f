package io.gantry.api.apps.v1beta1;

import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StatefulSetSpec} of {@code apps/v1beta1}. */
@ApiType
public record StatefulSetSpec(
        @Field(value = 1, pointer = true) @Default("1") @Nullable
        Integer replicas,

        @Field(value = 2, required = true) @Nullable LabelSelector selector,

        @Field(value = 3, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 4, listType = ListType.ATOMIC) List<PersistentVolumeClaim> volumeClaimTemplates,
        @Field(value = 5, always = true) @Nullable String serviceName,
        @Field(6) @Default("OrderedReady") @Nullable String podManagementPolicy,
        @Field(value = 7, always = true) StatefulSetUpdateStrategy updateStrategy,

        @Field(value = 8, pointer = true) @Default("10") @Nullable
        Integer revisionHistoryLimit,

        @Field(9) @Nullable Integer minReadySeconds,
        @Field(10) @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy persistentVolumeClaimRetentionPolicy,
        @Field(11) @Nullable StatefulSetOrdinals ordinals) {
    public StatefulSetSpec {
        volumeClaimTemplates = Immutable.list(volumeClaimTemplates);
    }
}
