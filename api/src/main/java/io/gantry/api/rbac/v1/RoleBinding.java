package io.gantry.api.rbac.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Grants a Role, or a ClusterRole, to users, groups and service accounts within the namespace of the binding.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param subjects Who gets the permissions. Nobody, if empty.
 * @param roleRef The Role of this namespace or the ClusterRole that is granted. Immutable; delete and create the
 *     binding to change it.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Role", cells = "roleBinding")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Users", cells = "roleBinding", wide = true)
@Column(name = "Groups", cells = "roleBinding", wide = true)
@Column(name = "ServiceAccounts", cells = "roleBinding", wide = true)
@ApiKind(
        group = "rbac.authorization.k8s.io",
        version = "v1",
        plural = "rolebindings",
        singular = "rolebinding",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record RoleBinding(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, listType = ListType.ATOMIC) List<Subject> subjects,

        @Field(value = 3, required = true, always = true) @ImmutableField("cannot change roleRef")
        RoleRef roleRef)
        implements KubeObject {
    public RoleBinding {
        subjects = Immutable.list(subjects);
    }

    @Override
    public Kind<RoleBinding> kind() {
        return RoleBindingType.KIND;
    }

    @Override
    public RoleBinding withMetadata(ObjectMeta metadata) {
        return new RoleBinding(metadata, subjects, roleRef);
    }
}
