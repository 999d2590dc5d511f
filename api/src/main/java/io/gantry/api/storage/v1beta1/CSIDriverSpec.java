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
        @Field(1) @Default("true") @Nullable Boolean attachRequired,
        @Field(2) @Default("false") @Nullable Boolean podInfoOnMount,
        @Field(value = 3, listType = ListType.SET) List<String> volumeLifecycleModes,
        @Field(4) @Default("false") @Nullable Boolean storageCapacity,

        @Field(5) @Default("ReadWriteOnceWithFSType") @Nullable
        String fsGroupPolicy,

        @Field(value = 6, listType = ListType.ATOMIC) List<TokenRequest> tokenRequests,
        @Field(7) @Default("false") @Nullable Boolean requiresRepublish,
        @Field(8) @Default("false") @Nullable Boolean seLinuxMount,
        @Field(9) @Nullable Long nodeAllocatableUpdatePeriodSeconds,
        @Field(10) @Nullable Boolean serviceAccountTokenInSecrets,
        @Field(11) @Nullable Boolean preventPodSchedulingIfMissing) {
    public CSIDriverSpec {
        volumeLifecycleModes = Immutable.list(volumeLifecycleModes);
        tokenRequests = Immutable.list(tokenRequests);
    }
}
