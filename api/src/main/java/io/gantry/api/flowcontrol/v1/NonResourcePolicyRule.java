package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NonResourcePolicyRule} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record NonResourcePolicyRule(
        @Field(value = 1, required = true, listType = ListType.SET)
        List<String> verbs,

        @Field(value = 6, required = true, listType = ListType.SET)
        List<String> nonResourceURLs) {
    public NonResourcePolicyRule {
        verbs = Immutable.list(verbs);
        nonResourceURLs = Immutable.list(nonResourceURLs);
    }
}
