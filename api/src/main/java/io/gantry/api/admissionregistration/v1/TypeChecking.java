package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code TypeChecking} of {@code admissionregistration.k8s.io/v1}. */
@ApiType
public record TypeChecking(
        @Field(value = 1, listType = ListType.ATOMIC) List<ExpressionWarning> expressionWarnings) {
    public TypeChecking {
        expressionWarnings = Immutable.list(expressionWarnings);
    }
}
