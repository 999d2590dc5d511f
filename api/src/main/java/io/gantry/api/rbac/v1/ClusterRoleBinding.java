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
 * Grants a ClusterRole to users, groups and service accounts in all namespaces and for cluster-wide resources.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param subjects Who gets the permissions. Nobody, if empty.
 * @param roleRef The ClusterRole that is granted. Immutable; delete and create the binding to change it.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Role", cells = "clusterRoleBinding")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Users", cells = "clusterRoleBinding", wide = true)
@Column(name = "Groups", cells = "clusterRoleBinding", wide = true)
@Column(name = "ServiceAccounts", cells = "clusterRoleBinding", wide = true)
@ApiKind(
        group = "rbac.authorization.k8s.io",
        version = "v1",
        plural = "clusterrolebindings",
        singular = "clusterrolebinding",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record ClusterRoleBinding(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, listType = ListType.ATOMIC) List<Subject> subjects,

        @Field(value = 3, required = true, always = true) @ImmutableField("cannot change roleRef")
        RoleRef roleRef)
        implements KubeObject {
    public ClusterRoleBinding {
        subjects = Immutable.list(subjects);
    }

    @Override
    public Kind<ClusterRoleBinding> kind() {
        return ClusterRoleBindingType.KIND;
    }

    @Override
    public ClusterRoleBinding withMetadata(ObjectMeta metadata) {
        return new ClusterRoleBinding(metadata, subjects, roleRef);
    }
}
