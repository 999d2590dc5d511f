package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Requests by who makes them and what they are for. A subject and a resource or path have to fit.
 *
 * @param subjects Who makes the requests. At least one.
 * @param resourceRules Requests to resources. May be empty only if nonResourceRules is not.
 * @param nonResourceRules Requests to other URL paths. May be empty only if resourceRules is not.
 */
@CrossChecked("FlowRules")
@ApiType
public record PolicyRulesWithSubjects(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        @Required("subjects must contain at least one value")
        List<Subject> subjects,

        @Field(value = 2, listType = ListType.ATOMIC) List<ResourcePolicyRule> resourceRules,
        @Field(value = 3, listType = ListType.ATOMIC) List<NonResourcePolicyRule> nonResourceRules) {
    public PolicyRulesWithSubjects {
        subjects = Immutable.list(subjects);
        resourceRules = Immutable.list(resourceRules);
        nonResourceRules = Immutable.list(nonResourceRules);
    }
}
