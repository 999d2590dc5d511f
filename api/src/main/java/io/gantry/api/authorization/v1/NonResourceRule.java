package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Paths that are allowed, and with which methods.
 *
 * @param verbs HTTP methods in lower case, such as get. An asterisk stands for all.
 * @param nonResourceURLs URL paths; an asterisk may stand at the end, or alone for all.
 */
@ApiType
public record NonResourceRule(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<String> verbs,

        @Field(value = 2, listType = ListType.ATOMIC) List<String> nonResourceURLs) {
    public NonResourceRule {
        verbs = Immutable.list(verbs);
        nonResourceURLs = Immutable.list(nonResourceURLs);
    }
}
