package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * What a namespace is kept for.
 *
 * @param finalizers Parties that must agree before the namespace is removed; set through the finalize subresource.
 *     Usually just kubernetes.
 */
@ApiType
public record NamespaceSpec(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> finalizers) {
    public NamespaceSpec {
        finalizers = Immutable.list(finalizers);
    }
}
