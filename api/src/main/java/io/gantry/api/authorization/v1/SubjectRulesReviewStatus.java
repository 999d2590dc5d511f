package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user may do. All that is listed is allowed, but the list may lack something.
 *
 * @param resourceRules Allowed actions on resources, in no order and perhaps repeated.
 * @param nonResourceRules Allowed access to URL paths, in no order and perhaps repeated.
 * @param incomplete Whether something may be lacking, as some authorizers cannot list their rules.
 * @param evaluationError What went wrong while collecting the rules.
 */
@ApiType
public record SubjectRulesReviewStatus(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<ResourceRule> resourceRules,

        @Field(value = 2, required = true, listType = ListType.ATOMIC)
        List<NonResourceRule> nonResourceRules,

        @Field(value = 3, required = true) boolean incomplete,
        @Field(4) @Nullable String evaluationError) {
    public SubjectRulesReviewStatus {
        resourceRules = Immutable.list(resourceRules);
        nonResourceRules = Immutable.list(nonResourceRules);
    }
}
