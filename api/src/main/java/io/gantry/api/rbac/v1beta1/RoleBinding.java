package io.gantry.api.rbac.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code RoleBinding} of {@code rbac.authorization.k8s.io/v1beta1}. */
@ApiType
@ApiKind(group = "rbac.authorization.k8s.io", version = "v1beta1")
public record RoleBinding(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, listType = ListType.ATOMIC) List<Subject> subjects,
        @Field(value = 3, required = true, always = true) RoleRef roleRef)
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
