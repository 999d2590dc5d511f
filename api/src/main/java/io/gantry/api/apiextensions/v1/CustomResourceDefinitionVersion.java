package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceDefinitionVersion} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceDefinitionVersion(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) boolean served,
        @Field(value = 3, required = true) boolean storage,
        @Field(4) @Nullable CustomResourceValidation schema,
        @Field(5) @Nullable CustomResourceSubresources subresources,
        @Field(value = 6, listType = ListType.ATOMIC) List<CustomResourceColumnDefinition> additionalPrinterColumns,
        @Field(7) @Nullable Boolean deprecated,
        @Field(value = 8, pointer = true) @Nullable String deprecationWarning,
        @Field(value = 9, listType = ListType.ATOMIC) List<SelectableField> selectableFields) {
    public CustomResourceDefinitionVersion {
        additionalPrinterColumns = Immutable.list(additionalPrinterColumns);
        selectableFields = Immutable.list(selectableFields);
    }
}
