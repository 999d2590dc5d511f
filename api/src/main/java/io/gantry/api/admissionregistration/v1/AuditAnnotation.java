package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * An annotation that a policy adds to the audit event of a request.
 *
 * @param key Key of the annotation, unique within the policy; at most 63 bytes. The name of the policy and a slash are
 *     put before it.
 * @param valueExpression CEL expression that yields the text of the annotation; with null or an empty string there is
 *     none. The text is cut at 10 KiB.
 */
@ApiType
public record AuditAnnotation(
        @Field(value = 1, required = true) String key,
        @Field(value = 2, required = true) String valueExpression) {}
