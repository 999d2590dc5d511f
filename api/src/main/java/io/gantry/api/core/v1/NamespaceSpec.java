package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NamespaceSpec} of {@code v1}. */
@ApiType
public record NamespaceSpec(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> finalizers) {
    public NamespaceSpec {
        finalizers = Immutable.list(finalizers);
    }
}
