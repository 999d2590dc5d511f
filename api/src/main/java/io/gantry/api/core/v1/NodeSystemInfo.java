package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeSystemInfo} of {@code v1}. */
@ApiType
public record NodeSystemInfo(
        @Field(value = 1, required = true) String machineID,
        @Field(value = 2, required = true) String systemUUID,
        @Field(value = 3, required = true) String bootID,
        @Field(value = 4, required = true) String kernelVersion,
        @Field(value = 5, required = true) String osImage,
        @Field(value = 6, required = true) String containerRuntimeVersion,
        @Field(value = 7, required = true) String kubeletVersion,
        @Field(value = 8, required = true) String kubeProxyVersion,
        @Field(value = 9, required = true) String operatingSystem,
        @Field(value = 10, required = true) String architecture,
        @Field(11) @Nullable NodeSwapStatus swap) {}
