package io.gantry.api.networking.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A set of partners in traffic: pods chosen by labels, or a range of addresses.
 *
 * @param podSelector Chooses pods by their labels, in the namespace of the policy or in those that namespaceSelector
 *     chooses. Empty means all of them.
 * @param namespaceSelector Chooses namespaces by their labels. Empty means all. Without podSelector, every pod in them
 *     is meant.
 * @param ipBlock A range of addresses. Excludes both selectors.
 */
@CrossChecked("NetworkingRules")
@ApiType
public record NetworkPolicyPeer(
        @Field(1) @Nullable LabelSelector podSelector,
        @Field(2) @Nullable LabelSelector namespaceSelector,
        @Field(3) @Nullable IPBlock ipBlock) {}
