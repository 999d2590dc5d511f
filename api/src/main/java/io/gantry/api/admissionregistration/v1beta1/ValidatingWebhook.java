package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.admissionregistration.v1.RuleWithOperations;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ValidatingWebhook} of {@code admissionregistration.k8s.io/v1beta1}. */
@ApiType
public record ValidatingWebhook(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true, always = true) WebhookClientConfig clientConfig,
        @Field(value = 3, listType = ListType.ATOMIC) List<RuleWithOperations> rules,

        @Field(value = 4, pointer = true) @Default("Fail") @Nullable
        String failurePolicy,

        @Field(5) @Default("{}") @Nullable LabelSelector namespaceSelector,
        @Field(value = 6, required = true) String sideEffects,

        @Field(value = 7, pointer = true) @Default("10") @Nullable
        Integer timeoutSeconds,

        @Field(value = 8, required = true, listType = ListType.ATOMIC)
        List<String> admissionReviewVersions,

        @Field(value = 9, pointer = true) @Default("Equivalent") @Nullable
        String matchPolicy,

        @Field(10) @Default("{}") @Nullable LabelSelector objectSelector,

        @Field(value = 11, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<MatchCondition> matchConditions) {
    public ValidatingWebhook {
        rules = Immutable.list(rules);
        admissionReviewVersions = Immutable.list(admissionReviewVersions);
        matchConditions = Immutable.list(matchConditions);
    }
}
