package io.gantry.api.admissionregistration.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a policy or its binding is about.
 *
 * @param namespaceSelector Labels of the namespace of the object, or of the object if that is a namespace itself. Other
 *     cluster-wide objects always fit. Empty means all.
 * @param objectSelector Labels of the object before or after the request; one of the two has to fit. Users can evade it
 *     by leaving out labels. Empty means all.
 * @param resourceRules Operations and resources to handle; one rule has to fit.
 * @param excludeResourceRules Operations and resources to leave out even if resourceRules fit.
 * @param matchPolicy Exact takes requests just as the rules name them; Equivalent also those for the same objects by
 *     way of another group or version. Defaults to Equivalent.
 */
@ApiType(atomic = true)
public record MatchResources(
        @Field(1) @Nullable LabelSelector namespaceSelector,
        @Field(2) @Nullable LabelSelector objectSelector,
        @Field(value = 3, listType = ListType.ATOMIC) List<NamedRuleWithOperations> resourceRules,
        @Field(value = 4, listType = ListType.ATOMIC) List<NamedRuleWithOperations> excludeResourceRules,

        @Field(value = 7, pointer = true) @Required @EnumOf({"Equivalent", "Exact"}) @Nullable
        String matchPolicy) {
    public MatchResources {
        resourceRules = Immutable.list(resourceRules);
        excludeResourceRules = Immutable.list(excludeResourceRules);
    }
}
