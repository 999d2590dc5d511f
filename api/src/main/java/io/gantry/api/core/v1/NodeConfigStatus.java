package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Progress of dynamic kubelet configuration. Deprecated along with that feature, which was removed.
 *
 * @param assigned Configuration that the kubelet is going to try.
 * @param active Configuration that the kubelet is running with.
 * @param lastKnownGood Configuration that the kubelet falls back to.
 * @param error Problem with the assigned configuration, if there is one.
 */
@ApiType
public record NodeConfigStatus(
        @Field(1) @Nullable NodeConfigSource assigned,
        @Field(2) @Nullable NodeConfigSource active,
        @Field(3) @Nullable NodeConfigSource lastKnownGood,
        @Field(4) @Nullable String error) {}
