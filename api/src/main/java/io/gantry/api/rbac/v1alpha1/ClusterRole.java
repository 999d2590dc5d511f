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

/**
 * A set of permissions for the whole cluster. A ClusterRoleBinding grants it everywhere, a RoleBinding within one
 * namespace.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param rules What holders of this role may do. Permissions add up; there are none that forbid.
 * @param aggregationRule From which other ClusterRoles the rules are collected. If given, a controller writes the rules
 *     and edits of them are lost.
 */
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
