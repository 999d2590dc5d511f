package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations on resources that a webhook or policy is for.
 *
 * @param operations CREATE, UPDATE, DELETE, CONNECT, or an asterisk alone for all.
 * @param apiGroups API groups of the resources, or an asterisk alone for all. The empty string is the core group.
 * @param apiVersions Versions of the resources, or an asterisk alone for all.
 * @param resources Resources such as pods, or pods/status for a subresource. An asterisk stands for any on either side
 *     of the slash; alone it leaves subresources out.
 * @param scope Cluster for resources without namespace, Namespaced for those with one, an asterisk for both. Defaults
 *     to an asterisk.
 */
@CrossChecked("OperationRules")
@ApiType
public record RuleWithOperations(
        @Field(value = 1, listType = ListType.ATOMIC) @Required @EnumOf({"*", "CONNECT", "CREATE", "DELETE", "UPDATE"})
        List<String> operations,

        @Field(value = 1, in = 2, listType = ListType.ATOMIC) @Required
        List<String> apiGroups,

        @Field(value = 2, in = 2, listType = ListType.ATOMIC) @Required
        List<String> apiVersions,

        @Field(value = 3, in = 2, listType = ListType.ATOMIC) @Required
        List<String> resources,

        @Field(value = 4, in = 2, pointer = true) @Default("*") @EnumOf({"*", "Cluster", "Namespaced"}) @Nullable
        String scope) {
    public RuleWithOperations {
        operations = Immutable.list(operations);
        apiGroups = Immutable.list(apiGroups);
        apiVersions = Immutable.list(apiVersions);
        resources = Immutable.list(resources);
    }
}
