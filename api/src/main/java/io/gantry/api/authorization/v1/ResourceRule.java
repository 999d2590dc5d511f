package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Resources that are allowed, and which actions on them.
 *
 * @param verbs Actions, such as get or create. An asterisk stands for all.
 * @param apiGroups API groups of the resources. An asterisk stands for all.
 * @param resources Resources such as pods, or pods/log for a subresource. An asterisk stands for all, and before a
 *     slash for that subresource of all.
 * @param resourceNames Names of the objects it is limited to. Empty means any.
 */
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
