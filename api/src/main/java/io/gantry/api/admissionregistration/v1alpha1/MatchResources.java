package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MatchResources} of {@code admissionregistration.k8s.io/v1alpha1}. */
@ApiType(atomic = true)
public record MatchResources(
        @Field(1) @Nullable LabelSelector namespaceSelector,
        @Field(2) @Nullable LabelSelector objectSelector,
        @Field(value = 3, listType = ListType.ATOMIC) List<NamedRuleWithOperations> resourceRules,
        @Field(value = 4, listType = ListType.ATOMIC) List<NamedRuleWithOperations> excludeResourceRules,
        @Field(value = 7, pointer = true) @Nullable String matchPolicy) {
    public MatchResources {
        resourceRules = Immutable.list(resourceRules);
        excludeResourceRules = Immutable.list(excludeResourceRules);
    }
}
