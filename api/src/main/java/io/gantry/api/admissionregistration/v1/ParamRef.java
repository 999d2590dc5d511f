package io.gantry.api.admissionregistration.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a binding finds the parameters for its policy: one object by name, or several by labels.
 *
 * @param name Name of the one object. Excludes selector.
 * @param namespace Namespace to look in. Left empty for a kind with namespaces, it is the namespace of the request;
 *     must be empty for a kind without.
 * @param selector Labels of the objects; the policy runs with each of them. Empty means all of the kind. Excludes name.
 * @param parameterNotFoundAction What to do if no object is found: Allow skips the policy, Deny leaves it to its
 *     failurePolicy. Required.
 */
@CrossChecked("PolicyRules")
@ApiType(atomic = true)
public record ParamRef(
        @Field(1) @Format(TextFormat.PATH_SEGMENT_NAME) @Nullable
        String name,

        @Field(2) @Nullable String namespace,
        @Field(3) @Nullable LabelSelector selector,

        @Field(value = 4, pointer = true) @Required @EnumOf({"Allow", "Deny"}) @Nullable
        String parameterNotFoundAction) {}
