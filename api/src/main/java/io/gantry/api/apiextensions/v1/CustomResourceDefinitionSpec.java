package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceDefinitionSpec} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceDefinitionSpec(
        @Field(value = 1, required = true) String group,
        @Field(value = 3, required = true, always = true) CustomResourceDefinitionNames names,
        @Field(value = 4, required = true) String scope,

        @Field(value = 7, required = true, listType = ListType.ATOMIC)
        List<CustomResourceDefinitionVersion> versions,

        @Field(9) @Nullable CustomResourceConversion conversion,
        @Field(10) @Nullable Boolean preserveUnknownFields) {
    public CustomResourceDefinitionSpec {
        versions = Immutable.list(versions);
    }
}
