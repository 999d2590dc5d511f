package io.gantry.api.apiregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Bytes;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code APIServiceSpec} of {@code apiregistration.k8s.io/v1}. */
@ApiType
public record APIServiceSpec(
        @Field(1) @Nullable ServiceReference service,
        @Field(2) @Nullable String group,
        @Field(3) @Nullable String version,
        @Field(4) @Nullable Boolean insecureSkipTLSVerify,

        @Field(value = 5, listType = ListType.ATOMIC) @Nullable
        Bytes caBundle,

        @Field(value = 7, required = true) int groupPriorityMinimum,
        @Field(value = 8, required = true) int versionPriority) {}
