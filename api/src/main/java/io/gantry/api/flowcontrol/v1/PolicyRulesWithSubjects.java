package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code PolicyRulesWithSubjects} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record PolicyRulesWithSubjects(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<Subject> subjects,

        @Field(value = 2, listType = ListType.ATOMIC) List<ResourcePolicyRule> resourceRules,
        @Field(value = 3, listType = ListType.ATOMIC) List<NonResourcePolicyRule> nonResourceRules) {
    public PolicyRulesWithSubjects {
        subjects = Immutable.list(subjects);
        resourceRules = Immutable.list(resourceRules);
        nonResourceRules = Immutable.list(nonResourceRules);
    }
}
