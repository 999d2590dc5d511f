package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EachKey;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a quota and what they apply to.
 *
 * @param hard Most that may be used, by resource: requests.cpu, limits.memory, pods, count/deployments.apps and so on.
 * @param scopes Counts only objects in all of these: Terminating, NotTerminating, BestEffort, NotBestEffort,
 *     PriorityClass, CrossNamespacePodAffinity, VolumeAttributesClass.
 * @param scopeSelector Scopes with values, such as certain priority classes; must match along with scopes.
 */
@ApiType
public record ResourceQuotaSpec(
        @Field(1) @EachKey(TextFormat.LABEL_KEY) Map<String, Quantity> hard,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> scopes,
        @Field(3) @Nullable ScopeSelector scopeSelector) {
    public ResourceQuotaSpec {
        hard = Immutable.map(hard);
        scopes = Immutable.list(scopes);
    }
}
