package io.gantry.api.apps.v1;

import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a StatefulSet, their names, their storage and the order in which they come and go.
 *
 * @param replicas How many pods to run. Defaults to 1 when absent.
 * @param selector Labels by which the StatefulSet finds its pods. The labels of the template have to satisfy it.
 *     Immutable in apps/v1.
 * @param template The pod to run. Each copy gets a stable name made of the name of the set and an ordinal, such as
 *     web-3. The restart policy has to be Always.
 * @param volumeClaimTemplates Claims made for each pod separately; containers mount them under the name of the claim,
 *     which wins over a volume of the same name in the template. Immutable.
 * @param serviceName Name of the headless Service, in the same namespace, that gives the pods their DNS names.
 *     Immutable.
 * @param podManagementPolicy OrderedReady creates pods one by one and waits for each to be ready; Parallel does not
 *     wait. Defaults to OrderedReady. Immutable.
 * @param updateStrategy How running pods are replaced after a change of the template.
 * @param revisionHistoryLimit How many superseded revisions of the template are kept for a rollback. Defaults to 10.
 * @param minReadySeconds Seconds a new pod has to stay ready before it is taken as available. Defaults to 0.
 * @param persistentVolumeClaimRetentionPolicy Whether the claims of the pods are deleted with the set or when it is
 *     scaled down. By default they are kept.
 * @param ordinals From which number the pods are counted. Without it the first pod has number 0.
 */
@ApiType
public record StatefulSetSpec(
        @Field(value = 1, pointer = true) @Default("1") @Minimum(0) @Nullable
        Integer replicas,

        @Field(value = 2, required = true) @Required @Nullable
        LabelSelector selector,

        @Field(value = 3, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 4, listType = ListType.ATOMIC) @ByHand("the claims are checked when they are created")
        List<PersistentVolumeClaim> volumeClaimTemplates,

        @Field(value = 5, always = true) @Nullable String serviceName,

        @Field(6)
        @Default("OrderedReady")
        @Required
        @EnumOf(
                value = {"OrderedReady", "Parallel"},
                message = "must be 'OrderedReady' or 'Parallel'")
        @Nullable
        String podManagementPolicy,

        @Field(value = 7, always = true) StatefulSetUpdateStrategy updateStrategy,

        @Field(value = 8, pointer = true) @Default("10") @Nullable
        Integer revisionHistoryLimit,

        @Field(9) @Minimum(0) @Nullable Integer minReadySeconds,
        @Field(10) @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy persistentVolumeClaimRetentionPolicy,
        @Field(11) @Nullable StatefulSetOrdinals ordinals) {
    public StatefulSetSpec {
        volumeClaimTemplates = Immutable.list(volumeClaimTemplates);
    }
}
