package io.gantry.api.rbac.v1alpha1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code AggregationRule} of {@code rbac.authorization.k8s.io/v1alpha1}. */
@ApiType
public record AggregationRule(
        @Field(value = 1, listType = ListType.ATOMIC) List<LabelSelector> clusterRoleSelectors) {
    public AggregationRule {
        clusterRoleSelectors = Immutable.list(clusterRoleSelectors);
    }
}
