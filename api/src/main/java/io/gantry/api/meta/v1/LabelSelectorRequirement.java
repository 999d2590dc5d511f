package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A test of one label.
 *
 * @param key Key of the label.
 * @param operator One of In, NotIn, Exists, DoesNotExist.
 * @param values What to compare with: some for In and NotIn, none for Exists and DoesNotExist.
 */
@CrossChecked("SelectorRules")
@ApiType
public record LabelSelectorRequirement(
        @Field(value = 1, required = true) @Format(TextFormat.LABEL_KEY)
        String key,

        @Field(value = 2, required = true) String operator,

        @Field(value = 3, listType = ListType.ATOMIC) @Format(TextFormat.LABEL_VALUE)
        List<String> values) {
    public LabelSelectorRequirement {
        values = Immutable.list(values);
    }
}
