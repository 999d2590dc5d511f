package io.gantry.api.rbac.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Says that the rules of a ClusterRole are collected from other ClusterRoles.
 *
 * @param clusterRoleSelectors Label selectors; the rules of each ClusterRole that fits any of them are taken over.
 */
@ApiType
public record AggregationRule(
        @Field(value = 1, listType = ListType.ATOMIC)
        @Required("at least one clusterRoleSelector required if aggregationRule is non-nil")
        List<LabelSelector> clusterRoleSelectors) {
    public AggregationRule {
        clusterRoleSelectors = Immutable.list(clusterRoleSelectors);
    }
}
