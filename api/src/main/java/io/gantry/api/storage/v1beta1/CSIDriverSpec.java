package io.gantry.api.storage.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CSIDriverSpec} of {@code storage.k8s.io/v1beta1}. */
@ApiType
public record CSIDriverSpec(
        @Field(value = 1, pointer = true) @Default("true") @Nullable
        Boolean attachRequired,

        @Field(value = 2, pointer = true) @Default("false") @Nullable
        Boolean podInfoOnMount,

        @Field(value = 3, listType = ListType.SET) List<String> volumeLifecycleModes,

        @Field(value = 4, pointer = true) @Default("false") @Nullable
        Boolean storageCapacity,

        @Field(value = 5, pointer = true) @Default("ReadWriteOnceWithFSType") @Nullable
        String fsGroupPolicy,

        @Field(value = 6, listType = ListType.ATOMIC) List<TokenRequest> tokenRequests,

        @Field(value = 7, pointer = true) @Default("false") @Nullable
        Boolean requiresRepublish,

        @Field(value = 8, pointer = true) @Default("false") @Nullable
        Boolean seLinuxMount,

        @Field(value = 9, pointer = true) @Nullable Long nodeAllocatableUpdatePeriodSeconds,
        @Field(value = 10, pointer = true) @Nullable Boolean serviceAccountTokenInSecrets,
        @Field(value = 11, pointer = true) @Nullable Boolean preventPodSchedulingIfMissing) {
    public CSIDriverSpec {
        volumeLifecycleModes = Immutable.list(volumeLifecycleModes);
        tokenRequests = Immutable.list(tokenRequests);
    }
}
