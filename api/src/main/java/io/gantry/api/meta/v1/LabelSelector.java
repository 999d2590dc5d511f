package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;

/**
 * Chooses objects by their labels. All tests must pass; an empty selector chooses every object, an absent one none.
 *
 * @param matchLabels Labels with the values that an object must have.
 * @param matchExpressions Further tests of labels.
 */
@ApiType(atomic = true)
public record LabelSelector(
        @Field(1) @Format(TextFormat.LABELS) Map<String, String> matchLabels,
        @Field(value = 2, listType = ListType.ATOMIC) List<LabelSelectorRequirement> matchExpressions) {
    public LabelSelector {
        matchLabels = Immutable.map(matchLabels);
        matchExpressions = Immutable.list(matchExpressions);
    }
}
