package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests to resources. Verb, group, resource and namespace all have to fit.
 *
 * @param verbs Actions such as list, or an asterisk alone for all. At least one.
 * @param apiGroups API groups, or an asterisk alone for all. At least one.
 * @param resources Resources such as pods or nodes/status, or an asterisk alone for all. At least one.
 * @param clusterScope Whether requests without a namespace fit: those to cluster-wide resources and those over all
 *     namespaces. Defaults to false.
 * @param namespaces Namespaces whose requests fit; an asterisk stands for every one. May be empty only with
 *     clusterScope.
 */
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
