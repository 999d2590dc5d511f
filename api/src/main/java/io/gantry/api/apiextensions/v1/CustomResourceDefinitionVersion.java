package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a custom resource.
 *
 * @param name Name of the version as in URLs, such as v1 or v2beta1.
 * @param served Whether clients can use this version.
 * @param storage Whether objects are stored in this version. True for exactly one.
 * @param schema Which fields objects have, what values are valid and which are filled in. Required.
 * @param subresources Whether objects have the subresources status and scale.
 * @param additionalPrinterColumns Columns for kubectl get beside the name. Without any, the age is shown.
 * @param deprecated Whether clients of this version are warned that it is deprecated. Defaults to false.
 * @param deprecationWarning Wording of that warning; without it, a general one. Only with deprecated.
 * @param selectableFields Fields by which lists can be filtered with a field selector. At most 8.
 */
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
