package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NonResourceRule} of {@code authorization.k8s.io/v1}. */
@ApiType
public record NonResourceRule(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<String> verbs,

        @Field(value = 2, listType = ListType.ATOMIC) List<String> nonResourceURLs) {
    public NonResourceRule {
        verbs = Immutable.list(verbs);
        nonResourceURLs = Immutable.list(nonResourceURLs);
    }
}
