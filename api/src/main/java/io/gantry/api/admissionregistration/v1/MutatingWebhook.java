package io.gantry.api.admissionregistration.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Range;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that is asked about requests and may change their objects.
 *
 * @param name Full name of the webhook with a domain, such as defaults.example.com.
 * @param clientConfig Where the webhook is, and whom to trust for its certificate.
 * @param rules Operations and resources that the webhook is asked about; one rule has to fit. Webhook configurations
 *     are never sent.
 * @param failurePolicy What an unreachable or failing webhook does: Fail refuses the request, Ignore lets it pass.
 *     Defaults to Fail.
 * @param namespaceSelector Labels of the namespace of the object, or of the object if that is a namespace itself. Other
 *     cluster-wide objects always fit. Defaults to all.
 * @param sideEffects Whether a call changes anything elsewhere: None, or NoneOnDryRun if it does except in a dry run.
 * @param timeoutSeconds Seconds to wait for the answer, 1 to 30; after that failurePolicy decides. Defaults to 10.
 * @param admissionReviewVersions Versions of AdmissionReview that the webhook understands, best first. The first that
 *     the server knows too is used.
 * @param matchPolicy Exact takes requests just as the rules name them; Equivalent also those for the same objects by
 *     way of another group or version. Defaults to Equivalent.
 * @param reinvocationPolicy Never calls the webhook once; IfNeeded calls it again if the object was changed after its
 *     first call. Defaults to Never.
 * @param objectSelector Labels of the object before or after the request; one of the two has to fit. Users can evade it
 *     by leaving out labels. Defaults to all.
 * @param matchConditions CEL conditions that all have to hold for the webhook to be called. At most 64.
 */
@ApiType
public record MutatingWebhook(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true, always = true) WebhookClientConfig clientConfig,
        @Field(value = 3, listType = ListType.ATOMIC) List<RuleWithOperations> rules,

        @Field(value = 4, pointer = true) @Default("Fail") @EnumOf({"Fail", "Ignore"}) @Nullable
        String failurePolicy,

        @Field(5) @Default("{}") @Nullable LabelSelector namespaceSelector,
        @Field(value = 6, required = true) String sideEffects,

        @Field(value = 7, pointer = true)
        @Default("10")
        @Range(min = 1, max = 30, message = "the timeout value must be between 1 and 30 seconds")
        @Nullable
        Integer timeoutSeconds,

        @Field(value = 8, required = true, listType = ListType.ATOMIC)
        List<String> admissionReviewVersions,

        @Field(value = 9, pointer = true) @Default("Equivalent") @EnumOf({"Equivalent", "Exact"}) @Nullable
        String matchPolicy,

        @Field(value = 10, pointer = true) @Default("Never") @EnumOf({"IfNeeded", "Never"}) @Nullable
        String reinvocationPolicy,

        @Field(11) @Default("{}") @Nullable LabelSelector objectSelector,

        @Field(value = 12, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        @ByHand("only when they have changed")
        List<MatchCondition> matchConditions) {
    public MutatingWebhook {
        rules = Immutable.list(rules);
        admissionReviewVersions = Immutable.list(admissionReviewVersions);
        matchConditions = Immutable.list(matchConditions);
    }
}
