package io.gantry.api.rbac.v1alpha1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ClusterRole} of {@code rbac.authorization.k8s.io/v1alpha1}. */
@ApiType
@ApiKind(group = "rbac.authorization.k8s.io", version = "v1alpha1")
public record ClusterRole(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, listType = ListType.ATOMIC) List<PolicyRule> rules,
        @Field(3) @Nullable AggregationRule aggregationRule)
        implements KubeObject {
    public ClusterRole {
        rules = Immutable.list(rules);
    }

    @Override
    public Kind<ClusterRole> kind() {
        return ClusterRoleType.KIND;
    }

    @Override
    public ClusterRole withMetadata(ObjectMeta metadata) {
        return new ClusterRole(metadata, rules, aggregationRule);
    }
}
