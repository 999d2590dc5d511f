package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code ResourceRule} of {@code authorization.k8s.io/v1}. */
@ApiType
public record ResourceRule(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<String> verbs,

        @Field(value = 2, listType = ListType.ATOMIC) List<String> apiGroups,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> resources,
        @Field(value = 4, listType = ListType.ATOMIC) List<String> resourceNames) {
    public ResourceRule {
        verbs = Immutable.list(verbs);
        apiGroups = Immutable.list(apiGroups);
        resources = Immutable.list(resources);
        resourceNames = Immutable.list(resourceNames);
    }
}
