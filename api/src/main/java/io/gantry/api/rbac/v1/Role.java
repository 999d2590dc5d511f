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

/**
 * A set of permissions within one namespace, granted by RoleBindings.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param rules What holders of this role may do in the namespace. Permissions add up; there are none that forbid.
 */
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
