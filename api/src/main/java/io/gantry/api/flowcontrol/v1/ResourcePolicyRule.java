package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourcePolicyRule} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record ResourcePolicyRule(
        @Field(value = 1, required = true, listType = ListType.SET)
        List<String> verbs,

        @Field(value = 2, required = true, listType = ListType.SET)
        List<String> apiGroups,

        @Field(value = 3, required = true, listType = ListType.SET)
        List<String> resources,

        @Field(4) @Nullable Boolean clusterScope,
        @Field(value = 5, listType = ListType.SET) List<String> namespaces) {
    public ResourcePolicyRule {
        verbs = Immutable.list(verbs);
        apiGroups = Immutable.list(apiGroups);
        resources = Immutable.list(resources);
        namespaces = Immutable.list(namespaces);
    }
}
