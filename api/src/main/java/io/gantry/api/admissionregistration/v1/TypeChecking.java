package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * What came out when the expressions of a policy were checked for types.
 *
 * @param expressionWarnings Problems found, by expression. Empty if there were none.
 */
@ApiType
public record TypeChecking(
        @Field(value = 1, listType = ListType.ATOMIC) List<ExpressionWarning> expressionWarnings) {
    public TypeChecking {
        expressionWarnings = Immutable.list(expressionWarnings);
    }
}
