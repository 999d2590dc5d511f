package io.gantry.api.rbac.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code Role} of {@code rbac.authorization.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "rbac.authorization.k8s.io",
        version = "v1",
        plural = "roles",
        singular = "role",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Role(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, listType = ListType.ATOMIC) List<PolicyRule> rules)
        implements KubeObject {
    public Role {
        rules = Immutable.list(rules);
    }

    @Override
    public Kind<Role> kind() {
        return RoleType.KIND;
    }

    @Override
    public Role withMetadata(ObjectMeta metadata) {
        return new Role(metadata, rules);
    }
}
