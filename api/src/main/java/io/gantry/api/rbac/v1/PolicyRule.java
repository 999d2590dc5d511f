package io.gantry.api.rbac.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Permission for some verbs on some resources, or on some URL paths that are not resources.
 *
 * @param verbs Allowed actions, such as get, list, watch, create, update, patch and delete. An asterisk allows all.
 * @param apiGroups API groups of the resources. The empty string stands for the core group, an asterisk for all groups.
 * @param resources Resources in the plural, such as pods, or pods/log for a subresource. An asterisk stands for all.
 * @param resourceNames Limits the rule to objects with these names. Without it, it holds for all names. Never allows
 *     creating new objects, since such requests carry no name.
 * @param nonResourceURLs URL paths such as /healthz; an asterisk may stand at the end. Has an effect only in a
 *     ClusterRole granted by a ClusterRoleBinding, and not beside resources.
 */
@ApiType
public record PolicyRule(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        @Required("verbs must contain at least one value")
        List<String> verbs,

        @Field(value = 2, listType = ListType.ATOMIC) List<String> apiGroups,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> resources,
        @Field(value = 4, listType = ListType.ATOMIC) List<String> resourceNames,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> nonResourceURLs) {
    public PolicyRule {
        verbs = Immutable.list(verbs);
        apiGroups = Immutable.list(apiGroups);
        resources = Immutable.list(resources);
        resourceNames = Immutable.list(resourceNames);
        nonResourceURLs = Immutable.list(nonResourceURLs);
    }
}
