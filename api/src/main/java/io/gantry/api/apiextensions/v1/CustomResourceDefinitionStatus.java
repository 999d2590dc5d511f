package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceDefinitionStatus} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceDefinitionStatus(
        @Field(value = 1, listType = ListType.MAP, mapKeys = "type", sharing = Sharing.EACH)
        List<CustomResourceDefinitionCondition> conditions,

        @Field(value = 2, always = true) CustomResourceDefinitionNames acceptedNames,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> storedVersions,
        @Field(4) @Nullable Long observedGeneration) {
    public CustomResourceDefinitionStatus {
        conditions = Immutable.list(conditions);
        storedVersions = Immutable.list(storedVersions);
    }
}
