package io.gantry.api.authorization.v1;

import io.gantry.api.meta.v1.LabelSelectorRequirement;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LabelSelectorAttributes} of {@code authorization.k8s.io/v1}. */
@ApiType
public record LabelSelectorAttributes(
        @Field(1) @Nullable String rawSelector,
        @Field(value = 2, listType = ListType.ATOMIC) List<LabelSelectorRequirement> requirements) {
    public LabelSelectorAttributes {
        requirements = Immutable.list(requirements);
    }
}
